/**
 * What CloudFront says to the API of a call that came through it. Anybody may write the first header; it is believed only beside the
 * second, which CloudFront alone knows and writes over whatever a caller sent.
 */
export const viewerAddressHeader = 'x-viewer-address';
export const edgeSecretHeader = 'x-origin-secret';

/** The number that a caller gives a call, so that its way can be followed from the browser on. */
export const correlationHeader = 'x-correlation-id';
