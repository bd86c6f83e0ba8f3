export * from './languages';
export * from './texts';
export * from './formats';
export * from './names';
export * from './language';
export * from './errors';
