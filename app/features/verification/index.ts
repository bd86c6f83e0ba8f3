export { VerificationScreen } from './verification-screen';
