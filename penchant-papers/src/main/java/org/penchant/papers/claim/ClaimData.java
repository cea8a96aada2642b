package org.penchant.papers.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A claim's result as plain maps and lists, every number in full and every seed apart. */
public final class ClaimData {
  private ClaimData() {}

  /**
   * @param date when it was run, as the caller's clock says
   * @param engine what computed it
   */
  public static Map<String, Object> of(ClaimResult result, String date, String engine) {
    var out = new LinkedHashMap<String, Object>();
    out.put("id", result.id());
    out.put("title", result.title());
    out.put("says", result.claim().says());
    out.put("date", date);
    out.put("engine", engine);
    out.put("seeds", IntStream.range(0, result.seeds()).boxed().toList());
    out.put("verdict", Cases.word(result.verdict().kind()));
    out.put("condition", result.verdict().condition());
    out.put("criteria", result.findings().stream().map(ClaimData::finding).toList());
    out.put("figures", figures(result.table()));
    return out;
  }

  private static Map<String, Object> finding(Finding finding) {
    var out = new LinkedHashMap<String, Object>();
    var criterion = finding.criterion();
    out.put("says", criterion.says());
    out.put("role", Cases.word(criterion.role()));
    out.put("case", finding.in());
    out.put("metric", criterion.metric());
    out.put("arm", criterion.arm());
    out.put("against", finding.against());
    out.put("difference", finding.test().difference());
    out.put("standardError", finding.test().standardError());
    out.put("t", finding.test().t());
    out.put("p", finding.test().p());
    out.put("wins", finding.wins());
    out.put("rule", criterion.rule().words());
    out.put("holds", finding.holds());
    return out;
  }

  private static List<Map<String, Object>> figures(Table table) {
    var rows = new ArrayList<Map<String, Object>>();
    for (var key : table.rows()) {
      var row = new LinkedHashMap<String, Object>();
      row.put("case", key.in());
      row.put("arm", key.arm());
      var metrics = new LinkedHashMap<String, Object>();
      for (var metric : table.metrics(key))
        metrics.put(metric, table.seeds(key.in(), key.arm(), metric));
      row.put("metrics", metrics);
      rows.add(row);
    }
    return rows;
  }
}
