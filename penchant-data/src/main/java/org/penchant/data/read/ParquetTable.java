package org.penchant.data.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives the columns wanted of a Parquet file.
 *
 * @param gather whether rows alike are given as one
 */
record ParquetTable(String file, boolean gather, TableSink sink) {
  void read(ParquetQuery query) throws SQLException {
    List<String> names = query.columns();
    List<String> wanted = sink.columns(file, names).stream().map(names::get).toList();
    var row = new TextRow(file);
    row.columns(wanted.size());
    if (wanted.isEmpty()) return;
    try (ResultSet rows = gather ? query.distinct(wanted) : query.texts(wanted)) {
      int n = wanted.size();
      while (rows.next()) {
        for (int i = 0; i < n; i++) row.set(i, rows.getString(i + 1));
        if (gather) row.at(rows.getLong(n + 2), 0, rows.getLong(n + 1));
        else row.at(query.row(), 0, 1);
        query.passed();
        sink.row(row);
      }
    }
  }
}
