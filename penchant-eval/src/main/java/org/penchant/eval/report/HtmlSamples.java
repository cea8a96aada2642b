package org.penchant.eval.report;

/** Writes samples; their text may be in any script and any direction. */
record HtmlSamples(Markup out) {
  void write(Block.Samples samples) {
    if (!samples.title().isEmpty()) out.element("h3", samples.title()).newline();
    if (samples.samples().isEmpty()) out.element("p", "No samples.", "class", "said");
    for (var sample : samples.samples()) {
      out.open("article", "class", "sample");
      part("Prompt", sample.prompt());
      out.open("div", "class", "answers");
      part("Before", sample.before());
      part("After", sample.after());
      out.close("div");
      if (!sample.note().isEmpty()) out.element("div", sample.note(), "class", "note");
      out.close("article").newline();
    }
  }

  private void part(String name, String text) {
    out.open("div").element("h4", name).element("pre", text, "dir", "auto").close("div");
  }
}
