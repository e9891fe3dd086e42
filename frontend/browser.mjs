// Unpacks the browser that @sparticuz/chromium carries into the folder that TMPDIR names, and prints where it is.
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
