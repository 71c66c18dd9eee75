/** How the platform calls an order, as what is paid for and remembered. */
export const METROLOGY_ORDER = 'metrology_order';
