/** The namespace of the installation's own metrics in CloudWatch, and the one dimension they have: the installation's name. */
export const metricNamespace = 'Biaochi';
export const metricDimension = 'Installation';
