import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthController } from './auth/auth.controller';
import { AuthService } from './auth/auth.service';
import { Entrance } from './auth/entrance.service';
import { SignInDelays } from './auth/sign-in-delays.service';
import { CodeController } from './codes/code.controller';
import { CodesHttpModule } from './codes/codes.http.module';
import { OnboardingHttpModule } from './onboarding/onboarding.http.module';
import { PhoneController } from './phones/phone.controller';
import { PhoneService } from './phones/phone.service';
import { PasswordController } from './passwords/password.controller';
import { PasswordResetController } from './passwords/password-reset.controller';
import { PasswordService } from './passwords/password.service';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { SecondFactorSignInController } from './second-factor/second-factor-sign-in.controller';
import { SecondFactors } from './second-factor/second-factor.service';
import { SessionsHttpModule } from './sessions/sessions.http.module';
import { Tickets } from './tickets/ticket.service';
import { WechatApi } from './wechat/wechat-api';
import { WechatCalls } from './wechat/wechat-calls';
import { WechatController } from './wechat/wechat.controller';
import { WechatLinkController } from './wechat/wechat-link.controller';
import { WechatIdentity } from './wechat/wechat-identity.entity';
import { WechatService } from './wechat/wechat.service';

/** Every way to show who one is: password, one-time code, WeChat, and the second factor behind all of them. */
@Module({
  imports: [OnboardingHttpModule, SessionsHttpModule, CodesHttpModule, TypeOrmModule.forFeature([WechatIdentity])],
  controllers: [
    ...[AuthController, CodeController, PasswordController, PhoneController, PasswordResetController],
    ...[SecondFactorController, SecondFactorSignInController, WechatController, WechatLinkController],
  ],
  providers: [
    ...[AuthService, Entrance, SignInDelays, Tickets, PasswordService, SecondFactors],
    ...[PhoneService, WechatApi, WechatCalls, WechatService],
  ],
})
export class SignInWaysHttpModule {}
