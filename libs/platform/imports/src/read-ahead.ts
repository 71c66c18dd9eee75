/** What is read from a source, each with the means to have the next one read before it is asked for. */
export async function* readAhead<T>(
  source: AsyncGenerator<T, void>,
): AsyncGenerator<[one: T, ahead: () => void], void> {
  try {
    for (let next: Promise<IteratorResult<T, void>> | undefined = source.next(); next;) {
      const one: IteratorResult<T, void> = await next;
      if (one.done) return;
      next = undefined;
      const ahead = (): void => {
        next ??= source.next();
        // Whoever asks for it hears of a failure.
        next.catch(() => undefined);
      };
      yield [one.value, ahead];
      ahead();
    }
  } finally {
    await source.return();
  }
}
