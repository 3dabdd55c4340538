/** Style of the page about readiness: in the colours of the editor where there is one, else light or dark as the reader has it. */
export const STYLE = `
:root{color-scheme:light dark;--text:var(--vscode-foreground,#1f2328);--back:var(--vscode-editor-background,#fff);--dim:var(--vscode-descriptionForeground,#59636e);--line:var(--vscode-panel-border,#d1d9e0);--good:var(--vscode-testing-iconPassed,#1a7f37);--warn:var(--vscode-editorWarning-foreground,#9a6700);--bad:var(--vscode-editorError-foreground,#cf222e);--link:var(--vscode-textLink-foreground,#0969da)}
@media (prefers-color-scheme:dark){:root{--text:var(--vscode-foreground,#e6edf3);--back:var(--vscode-editor-background,#0d1117);--dim:var(--vscode-descriptionForeground,#9198a1);--line:var(--vscode-panel-border,#3d444d);--good:var(--vscode-testing-iconPassed,#3fb950);--warn:var(--vscode-editorWarning-foreground,#d29922);--bad:var(--vscode-editorError-foreground,#f85149);--link:var(--vscode-textLink-foreground,#4493f8)}}
body.vscode-high-contrast,body.vscode-high-contrast-light{--line:var(--vscode-contrastBorder,currentColor)}
*{box-sizing:border-box}
body{margin:0 auto;padding:20px;max-width:60rem;color:var(--text);background:var(--back);font:var(--vscode-font-size,14px)/1.5 var(--vscode-font-family,system-ui,sans-serif)}
h1{font-size:1.6em;margin:0}h2{font-size:1.15em;margin:1.8em 0 .6em;padding-bottom:.2em;border-bottom:1px solid var(--line)}h3{font-size:1em;margin:1em 0 .3em}
p{margin:.3em 0}a{color:var(--link)}.dim{color:var(--dim)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.head{display:flex;gap:24px;align-items:center;flex-wrap:wrap}.head>div{flex:1 1 16rem;min-width:0;overflow-wrap:anywhere}
.ring{flex:none;width:120px;height:120px}.ring text{fill:var(--text);font-weight:600;font-size:30px;text-anchor:middle}.ring .of{font-size:11px;font-weight:400;fill:var(--dim)}
.ladder{display:flex;flex-wrap:wrap;gap:6px;margin:.8em 0 0;padding:0;list-style:none}.ladder li{padding:1px 10px;border:1px solid var(--line);border-radius:10px;color:var(--dim)}
.ladder .done{color:var(--text)}.ladder .now{color:var(--back);background:var(--text);border-color:var(--text);font-weight:600}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{font-weight:600}
table.rows{table-layout:fixed}td.state{width:11em}td.title,th.title{width:14.5em}th.num{width:6em}td.num,th.num{text-align:right;white-space:nowrap}
.tests{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:0 28px}.dots{letter-spacing:2px}
.tests ul{margin:.3em 0;padding:0;list-style:none}.tests li{display:flex;gap:8px}.tests li>span:first-child{flex:none;width:1.2em}
.history{width:100%;height:auto;overflow:visible}.history text{fill:var(--dim);font-size:11px}
details{margin:.4em 0}summary{cursor:pointer;color:var(--dim)}
section.plan+section.plan{margin-top:3em;padding-top:2em;border-top:3px double var(--line)}
@media print{body{max-width:none;padding:0}details{display:none}}
@media (max-width:40rem){body{padding:12px}table.rows thead{display:none}table.rows tr{display:block;padding:6px 0;border-bottom:1px solid var(--line)}table.rows td,table.rows td.num{display:block;width:auto;padding:0;border:0;text-align:left}table.rows td.title{font-weight:600}}
`;
