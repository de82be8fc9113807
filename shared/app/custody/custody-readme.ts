/** What stands at the top of the package, for whoever opens it in years. */
export function custodyReadme(title: string, revision: number, keyId: string): string {
  const fingerprint = (keyId.match(/.{4}/g) ?? []).join(' ');
  return `${title}（第 ${revision} 版）归档材料包

怎样核验
  安装 Node.js 18 或更高版本，在本文件夹中运行：
    node verify.mjs --key <从别处得到的公钥指纹>
  程序检查签名、每个文件的校验值，每条审计链是否前后相连、是否与当时签名的链头一致，指出不对的地方。
  公钥指纹（SHA-256）要从别处得到：纸质通报的附注、公布的报告首页，或者打电话问。本包签名用的是
    ${fingerprint}

里面有什么
  report/            公布的报告全部文件，带它自己的清单和签名
  record/            评价过程记录、版本、重新评价、冻结时的依据（proof.json）
  record/decisions/  失泄密和诉讼、市级扣分、牵头单位扣分、报送情况、复核申请
  evidence/          各单位佐证材料的清单：编号、大小、校验值（不含文件名）
  evidence/files/    打包时选了“含佐证文件”才有：认可的佐证文件，按单位和编号存放
  heads/             链头：系统每几分钟给审计链签一次名，这里是全部签名
  audit/             审计链：每一次改动一条，前后相连；改一条、少一条或者重新编一条，都与链头对不上
  人员以账号编号出现；不含申请人、联系人和任何人的姓名栏。

Chain-of-custody package of "${title}", revision ${revision}
  node verify.mjs --key <fingerprint from elsewhere>
  checks the signature, every file, and every audit chain: link by link and against the heads that were signed as it grew.
  Get the fingerprint from elsewhere (the printed circular, the published report, a call). This package is signed by
    ${fingerprint}
  report/ is the report as published; record/ the run, its revisions and decisions; evidence/ lists the evidence by hash,
  evidence/files/ holds it where that was asked for; heads/ the signed heads; audit/ the chains. People appear by account id.
`;
}
