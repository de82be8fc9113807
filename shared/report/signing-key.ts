import { markup, type Html } from './html.ts';
import { showFingerprint } from './show.ts';

/** By which key the report is signed, and how to tell whether it is the right one: on the pages that lead to its files. */
export function signingKey(keyId: string): Html {
  return markup`<div class="signing-key">
<p>全部文件列在一份签名的清单里。签名公钥的指纹（SHA-256）：</p>
<p><code class="fingerprint">${showFingerprint(keyId)}</code></p>
<p class="small muted">请与纸质通报末尾印的、交给市里的归档材料包里的，或者打电话问到的指纹逐组比较；<a href="verify.html#key">怎样核对</a>。程序核验：<code>node verify.mjs --key 指纹</code>。<br><span lang="en">Every file stands in one signed list. Compare this fingerprint of the signing key with the one in the printed circular; verify.html says how.</span></p>
</div>`;
}
