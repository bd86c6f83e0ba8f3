import { foldText, givenName } from './vietnamese-text';

/** Key to store beside a name so that the database can order by given name first, without regard to diacritics. */
export const sortNameOf = (fullName: string): string => foldText(`${givenName(fullName)} ${fullName}`);
