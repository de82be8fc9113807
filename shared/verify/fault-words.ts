import type { Fault } from './check-files.ts';

/** What a fault means, in both languages, naming the file. */
export function faultWords(fault: Fault): Readonly<{ zh: string; en: string }> {
  const { path } = fault;
  switch (fault.kind) {
    case 'no-manifest':
      return { zh: `缺少清单 ${path}，无法核验。`, en: `${path} is missing: nothing can be checked.` };
    case 'manifest-malformed':
      return { zh: `${path} 不是一份清单，或者已经损坏。`, en: `${path} is no manifest, or is damaged.` };
    case 'no-signature':
      return { zh: `缺少签名文件 ${path}。`, en: `The signature ${path} is missing.` };
    case 'no-key':
      return {
        zh: `缺少公钥 ${path}，或者它已经损坏。`,
        en: `The public key ${path} is missing or damaged.`,
      };
    case 'key-not-named':
      return {
        zh: `${path} 不是清单所说的公钥（清单：${fault.named}；实际：${fault.found}）。`,
        en: `${path} is not the key that the manifest names (named ${fault.named}, found ${fault.found}).`,
      };
    case 'other-key':
      return {
        zh: `签名用的不是您给出的公钥（您给出：${fault.named}；实际：${fault.found}）。`,
        en: `It is signed by another key than the one you stated (stated ${fault.named}, found ${fault.found}).`,
      };
    case 'signature-wrong':
      return {
        zh: `签名 ${path} 与清单 manifest.json 不相符：两者之一被改过，或者不是这把钥匙签的。`,
        en: `The signature ${path} does not fit manifest.json: one of them was altered, or another key signed.`,
      };
    case 'missing':
      return { zh: `缺少文件 ${path}。`, en: `${path} is missing.` };
    case 'added':
      return {
        zh: `多出文件 ${path}，它不在清单里。`,
        en: `${path} does not belong: the manifest does not list it.`,
      };
    case 'altered':
      return {
        zh: `文件 ${path} 被改过（清单：${fault.named}；实际：${fault.found}）。`,
        en: `${path} was altered (listed ${fault.named}, found ${fault.found}).`,
      };
    case 'facts-differ':
      return {
        zh: `清单自相矛盾：${path} 的校验值写了两个不同的值。`,
        en: `The manifest contradicts itself: it states two hashes of ${path}.`,
      };
  }
}
