export * from './languages';
export * from './texts';
export * from './formats';
export * from './language';
export * from './errors';
