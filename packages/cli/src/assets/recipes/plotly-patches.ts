import type { Patch } from "../sources/debian-wheel.ts";

/** What Debian's plotly 5.4 needs to run from a wheel, on Python 3.12 and later, with numpy 2, and with pandas 2 and 3. */
export const plotlyPatches: readonly Patch[] = [
  // Debian keeps the data outside the package.
  ...["plotly/data/__init__.py", "plotly/io/_templates.py"].map((file) => ({
    file,
    find: `"/usr/share/python3-plotly"`,
    replace: `os.path.dirname(os.path.dirname(__file__)), "package_data"`,
  })),
  {
    // A file from write_html() loads plotly.js where it is opened, as with include_plotlyjs="cdn", instead of embedding it.
    file: "plotly/offline/offline.py",
    find: `    return get_debian_plotlyjs()`,
    replace: `    from plotly.io._utils import plotly_cdn_url

    return "document.write('<script src=\\"%s\\"><\\\\/script>');" % plotly_cdn_url()`,
  },

  // Python 3.12 has no distutils.
  ...[
    { file: "plotly/version.py", times: 1 },
    { file: "plotly/io/_renderers.py", times: 1 },
    { file: "plotly/graph_objects/__init__.py", times: 2 },
    { file: "plotly/graph_objs/__init__.py", times: 2 },
    { file: "plotly/matplotlylib/mplexporter/renderers/base.py", times: 1 },
  ].map(({ file, times }) => ({
    file,
    times,
    find: "from distutils.version import",
    replace: "from _plotly_utils.loose_version import",
  })),

  // numpy 2 has no bool8 (another name of bool_) and no float_; numpy 1.24 dropped int and float.
  { file: "plotly/express/imshow_utils.py", find: "    np.bool8: (False, True),\n", replace: "" },
  { file: "plotly/express/imshow_utils.py", find: "return np.float_\n", replace: "return np.float64\n" },
  { file: "plotly/express/_imshow.py", find: "img.dtype == np.bool:", replace: "img.dtype == np.bool_:" },
  { file: "plotly/figure_factory/_streamline.py", find: "astype(np.int)", replace: "astype(int)", times: 2 },
  { file: "plotly/figure_factory/_streamline.py", find: "= np.int(", replace: "= int(", times: 2 },
  { file: "plotly/figure_factory/_violin.py", find: ", np.float)", replace: ", float)", times: 5 },

  // pandas 2 has no append and no iteritems.
  {
    file: "plotly/express/_core.py",
    find: "trace_data = trace_data.append(trace_data.iloc[0])",
    replace: "trace_data = pd.concat([trace_data, trace_data.iloc[:1]])",
  },
  { file: "plotly/express/_core.py", find: "trace_data.iteritems()", replace: "trace_data.items()" },
  {
    // Concatenating with an empty frame is deprecated.
    file: "plotly/express/_core.py",
    find: "        df_all_trees = df_all_trees.append(df_tree, ignore_index=True)",
    replace: `        df_all_trees = (
            df_tree if i == 0 else pd.concat([df_all_trees, df_tree], ignore_index=True)
        )`,
  },
  {
    file: "plotly/express/_core.py",
    find: "dfg = df.groupby(path[i:]).agg(agg_f)",
    replace: "dfg = df.groupby(path[i:], observed=True).agg(agg_f)",
  },
  {
    // Milliseconds as numbers: a timedelta is nothing that JSON knows.
    file: "plotly/express/_core.py",
    find: `(x_end - x_start).astype("timedelta64[ms]")`,
    replace: `(x_end - x_start) / np.timedelta64(1, "ms")`,
  },
  {
    // int is 32 bits wide in WebAssembly, and pandas 3 does not count in nanoseconds.
    file: "plotly/express/_core.py",
    find: "x = x.astype(int) / 10 ** 9",
    replace: `x = x.astype("datetime64[ns]").astype("int64") / 10 ** 9`,
  },

  // Groups by one column have names of one kind in pandas 1, another in 2, another in 3; only iteration is the same in 2 and 3.
  {
    file: "plotly/express/_core.py",
    find: `.groupby(grouper, sort=False)`,
    replace: `.groupby(grouper, sort=False, observed=True)`,
  },
  {
    file: "plotly/express/_core.py",
    find: `    for group_name in grouped.groups:
        if len(grouper) == 1:`,
    replace: `    for group_name, _ in grouped:
        if not isinstance(group_name, tuple):`,
  },
  {
    file: "plotly/express/_core.py",
    find: "    for group_name in sorted_group_names:\n        group = grouped.get_group(group_name if len(group_name) > 1 else group_name[0])",
    replace: `    groups = {
        name if isinstance(name, tuple) else (name,): frame for name, frame in grouped
    }
    for group_name in sorted_group_names:
        group = groups[group_name]`,
  },
  {
    // A frame's name may be a number, but not one of numpy's.
    file: "plotly/express/_core.py",
    find: "                    frame_name = val\n",
    replace: "                    frame_name = val.item() if isinstance(val, np.generic) else val\n",
  },
  {
    file: "plotly/figure_factory/_violin.py",
    find: "gb = data.groupby([group_header])",
    replace: "gb = data.groupby(group_header)",
    times: 3,
  },

  // Series.dt.to_pydatetime changes its meaning in pandas 3 and warns of it in 2.
  {
    file: "_plotly_utils/basevalidators.py",
    find: "v = v.dt.to_pydatetime()",
    replace: "v = pd.DatetimeIndex(v).to_pydatetime()",
  },
  {
    file: "_plotly_utils/basevalidators.py",
    find: "[row.dt.to_pydatetime().tolist() for i, row in v.iterrows()]",
    replace: "[pd.DatetimeIndex(row).to_pydatetime().tolist() for i, row in v.iterrows()]",
  },

  {
    // add_hline and its like failed in figures that also have traces without axes.
    file: "plotly/basedatatypes.py",
    find: "                        for d in obj\n                    ]",
    replace: "                        for d in obj\n                        if xaxiskw in d\n                    ]",
  },
];
