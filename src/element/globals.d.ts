// Names that the scripts of this folder use and do not declare. Only the type check reads this file.

/** Globals of a service worker (Service Workers, section 4.1). TypeScript's `dom` library does not have them. */
declare const registration: ServiceWorkerRegistration;
declare const clients: { claim(): Promise<void> };
declare function skipWaiting(): Promise<void>;
