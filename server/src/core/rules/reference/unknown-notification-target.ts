import { unknownReference } from './unknown.ts';

export const unknownNotificationTarget = unknownReference(
  'reference/unknown-notification-target',
  'notificationTarget',
);
