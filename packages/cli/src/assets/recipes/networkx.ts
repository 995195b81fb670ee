import type { DebianRecipe } from "../sources/debian-wheel.ts";

export const networkx: DebianRecipe = {
  name: "networkx",
  version: "2.8.8",
  sha256: "c01c7fc062005b0820ca76ca578dcbef09c01c72ce707bb82387822957048c27",
  summary: "Python package for creating and manipulating graphs and networks",
  license: "BSD-3-Clause",
  requiresPython: ">=3.8",
  requires: [],
  deb: {
    package: "python3-networkx",
    version: "2.8.8-1",
    sha256: "69888603d1b54696f5c3d02d05527628d2d18661d845109a62fe24aff241aa7b",
  },
  take: ["networkx"],
  skip: /\/tests\//,
  patches: [
    // numpy 2 has no float_.
    { file: "networkx/readwrite/gexf.py", find: "np.float_,", replace: "np.float64," },
    { file: "networkx/readwrite/graphml.py", find: "np.float_,", replace: "np.float64," },
    {
      // pagerank needs scipy for speed alone; without scipy the package's own Python version does.
      file: "networkx/algorithms/link_analysis/pagerank_alg.py",
      find: `    return pagerank_scipy(
        G, alpha,`,
      replace: `    try:
        import scipy  # noqa: F401
    except ImportError:
        return _pagerank_python(
            G, alpha, personalization, max_iter, tol, nstart, weight, dangling
        )
    return pagerank_scipy(
        G, alpha,`,
    },
  ],
};
