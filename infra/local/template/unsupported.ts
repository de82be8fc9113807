import { LocalRuntimeError } from '../local-runtime-error.ts';

/** A template asks for something that the embedded runtime does not emulate. It says so at start rather than run on half of it. */
export function unsupported(what: string, hint = ''): LocalRuntimeError {
  const tail = hint === '' ? '' : ` (${hint})`;
  return new LocalRuntimeError('template-unsupported', {
    zh: `本机运行环境不支持 ${what}${tail}，见 infra/local/SUPPORT.md。`,
    en: `${what} is not supported by the embedded runtime${tail}; see infra/local/SUPPORT.md`,
  });
}

/** A template or assembly is not what CDK would have written. */
export function invalidTemplate(what: string, cause?: unknown): LocalRuntimeError {
  return new LocalRuntimeError(
    'template-invalid',
    {
      zh: `模板有误：${what}。请重新合成（cdk synth）。`,
      en: `The template is invalid: ${what}. Synthesise it again (cdk synth).`,
    },
    cause,
  );
}
