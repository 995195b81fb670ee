import type { DebianRecipe } from "../sources/debian-wheel.ts";

const requiresPython = ">=3.7";

/** With what it needs below; it reaches the network as policy.network allows (glue/network.py). */
export const requests: DebianRecipe = {
  name: "requests",
  version: "2.28.1",
  sha256: "e5e50bbf0515ffba72b666d3e0c5b221e0d42688b55392358dba4d41136fd945",
  summary: "HTTP for people",
  license: "Apache-2.0",
  requiresPython,
  requires: ["urllib3 (<1.27,>=1.21.1)", "idna (<4,>=2.5)", "chardet (<6,>=3.0.2)", "certifi"],
  deb: { package: "python3-requests", version: "2.28.1+dfsg-1", sha256: "c75b5c05d8d4a813bd83c3d432ffe65a2ca13e771bc91d4b9787690097598603" },
  take: ["requests"],
};

export const urllib3: DebianRecipe = {
  name: "urllib3",
  version: "1.26.12",
  sha256: "b4b162c8bf71d86f989205fc5f150e3f1fb442bab52cf3f3269da69309b630b5",
  summary: "HTTP client with connection pools",
  license: "MIT",
  requiresPython,
  // Debian keeps six outside.
  requires: ["six"],
  deb: { package: "python3-urllib3", version: "1.26.12-1+deb12u4", sha256: "9dd6fef10317e437f2195cb5ea8b38d8e39e02106c5fda7b16d58b4bb9a85886" },
  take: ["urllib3"],
};

export const idna: DebianRecipe = {
  name: "idna",
  version: "3.3",
  sha256: "10ba961469463181ac26231294828bcdb01e0f23f9c56c5cdfdbab097e202c6f",
  summary: "Internationalized domain names",
  license: "BSD-3-Clause",
  requiresPython,
  requires: [],
  deb: { package: "python3-idna", version: "3.3-1+deb12u1", sha256: "0bf81fb1906d3aa607482d09aa3bcbab5c263242b1fd1d93be39658fa783af1a" },
  take: ["idna"],
};

export const chardet: DebianRecipe = {
  name: "chardet",
  version: "5.1.0",
  sha256: "31c1d3c2a028cf18aed855101594bf5cf4687b5d749d0384236ae878f91e0de4",
  summary: "Guesses the encoding of text",
  license: "LGPL-2.1-or-later",
  requiresPython,
  requires: [],
  deb: { package: "python3-chardet", version: "5.1.0+dfsg-2", sha256: "271227b4ca709db673d8bff58b64f4a590ab17b50a9616d49aacc459bbd05f85" },
  take: ["chardet"],
};

/** Without the certificates, which Debian keeps elsewhere: TLS is the browser's here. */
export const certifi: DebianRecipe = {
  name: "certifi",
  version: "2022.9.24",
  sha256: "7e187b0735269630723150a8cef1d19b3aa4091e015f9c72fadaa7b59313f38a",
  summary: "Where root certificates would be",
  license: "MPL-2.0",
  requiresPython,
  requires: [],
  deb: { package: "python3-certifi", version: "2022.9.24-1", sha256: "121abb6d0af69b57ce7202be38b2db9150e5d627bbaab6c17fe10650d2ced4fc" },
  take: ["certifi"],
};
