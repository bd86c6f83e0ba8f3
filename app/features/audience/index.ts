export { AudienceDialog } from './audience-dialog';
export { AudienceMark } from './audience-words';
export { type AudienceOffer, AudienceOfferProvider, useAudienceOffer } from './data';
export { audienceTexts } from './texts';
