export { offlineTexts } from './texts';
export { Unreached } from './unreached';
export { useOfflineWorker } from './use-offline-worker';
