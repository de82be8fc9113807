import { App } from 'aws-cdk-lib';
import { installationOf } from './config.ts';
import { addInstallation, templateFlags } from './installation.ts';

// The CDK app: `cdk synth -c installation=<key>`.
const app = new App({ context: templateFlags, analyticsReporting: false });
const chosen: unknown = app.node.tryGetContext('installation');
addInstallation(app, installationOf(chosen ?? undefined));
app.synth();
