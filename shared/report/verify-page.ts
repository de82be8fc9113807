import { markup, type Html } from './html.ts';
import { page } from './page.ts';
import { showFingerprint } from './show.ts';

/** What the page that checks a report is made from: nothing of its content, so that it is the same whatever was found. */
export type VerifyPageInput = Readonly<{
  title: string;
  cycle: string;
  revision: number;
  demonstration: boolean;
  /** The fingerprint of the public key: its SHA-256, in hexadecimal. */
  keyId: string;
}>;

export const verifyPagePath = 'verify.html';
export const verifyScriptPath = 'verify.js';

/** How anybody checks the report: in this page, where scripts run, or with a program of one's own. */
export function verifyPage(input: VerifyPageInput): string {
  const { title, cycle, revision, demonstration } = input;
  return page(
    {
      title: `核验本报告 · ${title}`,
      description: `${title}第 ${revision} 版：怎样确认文件没有改过，怎样重新计算任何一个单位的得分。`,
      root: '',
      path: verifyPagePath,
      cycle,
      demonstration,
      script: verifyScriptPath,
      imprint: `${title}，第 ${revision} 版。`,
    },
    markup`<header class="unit-head">
<p class="trail"><a href="index.html">${title}</a></p>
<h1>核验本报告</h1>
<p class="class">第 ${revision} 版</p>
</header>
<p>公布时，系统把每个文件的校验值（SHA-256）列成清单并签名。任何人都可以确认三件事：文件没有改过，清单是签发单位的，得分是按公布的办法算出来的。</p>
<p lang="en">When it was published, every file was listed with its SHA-256 and the list was signed. Anyone can confirm that no file was altered, whose list it is, and that the points follow from the published rules.</p>
${files()}
${points()}
${key(input)}
${program(input)}`,
  );
}

function files(): Html {
  return markup`<section id="check">
<h2>文件有没有改过</h2>
<noscript><p class="callout">您的浏览器没有运行脚本。请用下面的<a href="#program">核验程序</a>，结果相同。<br><span lang="en">Scripts do not run here. Use the program below; it finds the same.</span></p></noscript>
<div class="verify" hidden>
<p>您的浏览器会取回清单里的每个文件，逐个计算校验值，并用公钥检查签名。不会向别处发送任何内容。</p>
<p><label for="known">您从别处得到的公钥指纹（可以不填）</label><input id="known" type="text" autocomplete="off" spellcheck="false"></p>
<p><button type="button" id="start">开始核验</button></p>
<p id="progress" role="status"></p>
<ul id="findings" class="findings"></ul>
</div>
</section>`;
}

function points(): Html {
  return markup`<section id="points">
<h2>得分是不是这样算出来的</h2>
<p>评分只依据冻结的数据（<a href="inputs.json">inputs.json</a>）和评分办法（<a href="rubric.json">rubric.json</a>）。重新计算用的就是当时评分的那段程序，算出的每一步与公布的并排列出。</p>
<p lang="en">Points depend on the frozen inputs and the rubric alone. They are computed anew here by the very engine that scored them, each step beside the published figure.</p>
<div class="verify" hidden>
<p><label for="unit">单位</label><select id="unit" disabled></select></p>
<p><button type="button" id="score" disabled>重新计算</button></p>
<p id="scored" role="status"></p>
<div id="scores"></div>
</div>
</section>`;
}

function key({ keyId }: VerifyPageInput): Html {
  return markup`<section id="key">
<h2>公钥和它的指纹</h2>
<p>签名用的公钥是 <a href="public-key.pem">public-key.pem</a>，它的指纹（SHA-256）是：</p>
<p><code class="fingerprint">${showFingerprint(keyId)}</code></p>
<p><b>请与从别处得到的指纹比较。</b>能改动这个网站的人，也能换掉这里的公钥和这个页面。指纹还应当能在这些地方找到：签发单位的纸质通报（成文日期下面的附注）、报告的首页和数据文件页、交给市里的归档材料包、其他年度和版本的报告。也可以打电话向县政府办公室核对。</p>
<p lang="en">Compare this fingerprint with one from elsewhere: whoever can alter this site can replace the key and this page too. It should also stand in the printed circular, in the package handed to the city, and in reports of other years; or ask the county office by telephone.</p>
</section>`;
}

/** @param revision by which the commands name this very revision, also once another has come */
function program({ cycle, revision }: VerifyPageInput): Html {
  const address = `https://……/reports/${cycle}/r${revision}/`;
  return markup`<section id="program">
<h2>用自己的程序核验</h2>
<p>不想相信网页，可以在自己的电脑上核验。只需要 Node.js 18 或更高版本，不用安装别的。程序不长，运行前可以先读一遍。</p>
<ol>
<li>下载 <a href="verify.mjs">verify.mjs</a>；</li>
<li>运行 <code>node verify.mjs ${address}</code>（换成本网站的地址），它会取回清单和全部文件，指出哪个文件不对；</li>
<li>加上 <code>--key 指纹</code>，就同时检查公钥是不是您知道的那一把。</li>
</ol>
<p>也可以用系统自带的工具检查签名：<code>openssl dgst -sha256 -verify public-key.pem -signature manifest.sig manifest.json</code></p>
<p lang="en">On your own computer, with Node.js 18 or later: download verify.mjs and run it with the address of this report; add --key and the fingerprint you know. It names the file that is wrong.</p>
<p class="small muted">自动下载的网页可能带有后来加上的提示（例如“已被新版取代”）；在地址后加 <code>?original</code> 就是公布时的原文。</p>
<ul class="files">
<li><a href="manifest.json">manifest.json</a><span class="size"></span><span class="what">清单：全部文件的 SHA-256</span></li>
<li><a href="manifest.sig">manifest.sig</a><span class="size"></span><span class="what">清单的签名</span></li>
<li><a href="public-key.pem">public-key.pem</a><span class="size"></span><span class="what">公钥</span></li>
<li><a href="verify.mjs">verify.mjs</a><span class="size"></span><span class="what">核验程序</span></li>
</ul>
</section>`;
}
