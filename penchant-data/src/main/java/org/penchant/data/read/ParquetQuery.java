package org.penchant.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penchant.core.io.Folders;
import org.penchant.core.problems.Problems;

/**
 * An open Parquet file. Results stream a batch at a time; what has to be gathered first is kept
 * within {@link #MEMORY}, and beyond that in a temporary folder.
 */
final class ParquetQuery {
  /** Native memory the engine may take; it lies outside the heap. */
  private static final String MEMORY = "1GB";

  private static final String ENGINE = "jdbc:duckdb:";

  private final Connection connection;
  private final Path file;
  private long row;

  private ParquetQuery(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  /** What is asked of the file. */
  interface Body {
    void read(ParquetQuery query) throws SQLException;
  }

  /** Opens the file, unpacks it where it is packed, and reports what is broken. */
  static void on(Input input, Problems problems, Body body) throws IOException {
    if (!Compression.starts(input.head(), 'P', 'A', 'R', '1')) {
      problems.error(
          input.name(),
          "",
          "a Parquet file begins with PAR1; this one does not",
          "write it again, or give the file the name of its format");
      return;
    }
    if (DriverManager.drivers().noneMatch(ParquetQuery::accepts)) {
      problems.error(
          input.name(),
          "",
          "Parquet is read by DuckDB, whose jar is not on the class path",
          "add org.duckdb:duckdb_jdbc, or give the data in another format");
      return;
    }
    Path folder = Files.createTempDirectory("penchant-parquet");
    try {
      Path plain = input.path();
      if (input.compression() != Compression.NONE) {
        plain = folder.resolve("unpacked.parquet");
        Files.copy(input.stream(), plain, StandardCopyOption.REPLACE_EXISTING);
      }
      connected(input.name(), plain, folder, problems, body);
    } finally {
      Folders.delete(folder);
    }
  }

  private static boolean accepts(Driver driver) {
    try {
      return driver.acceptsURL(ENGINE);
    } catch (SQLException refused) {
      return false;
    }
  }

  private static void connected(String name, Path file, Path folder, Problems problems, Body body) {
    var settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("memory_limit", MEMORY);
    settings.setProperty("temp_directory", folder.toString());
    long row = 0;
    try (Connection connection = DriverManager.getConnection(ENGINE, settings)) {
      var query = new ParquetQuery(connection, file);
      try {
        body.read(query);
      } finally {
        row = query.row;
      }
    } catch (SQLException e) {
      problems.error(
          row == 0 ? name : name + " after row " + (row - 1),
          "",
          "broken Parquet: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "write the file again; rows after it were not read");
    }
  }

  /** The row that is next. */
  long row() {
    return row;
  }

  void passed() {
    row++;
  }

  /** Every column of every row. */
  ResultSet all() throws SQLException {
    return run("SELECT * FROM " + from(""));
  }

  List<String> columns() throws SQLException {
    var names = new ArrayList<String>();
    try (ResultSet described = run("DESCRIBE SELECT * FROM " + from(""))) {
      while (described.next()) names.add(described.getString(1));
    }
    return names;
  }

  /** Some columns of every row as text, in the order of the rows. */
  ResultSet texts(List<String> columns) throws SQLException {
    return run("SELECT " + casts(columns) + " FROM " + from(""));
  }

  /**
   * The distinct rows of some columns as text, then how often each occurs and the number of the row
   * where it does first, in the order of the latter.
   */
  ResultSet distinct(List<String> columns) throws SQLException {
    int n = columns.size();
    String keys =
        IntStream.rangeClosed(1, n).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return run(
        "SELECT "
            + casts(columns)
            + ", count(*), min(file_row_number) FROM "
            + from(", file_row_number = true")
            + " GROUP BY "
            + keys
            + " ORDER BY "
            + (n + 2));
  }

  private ResultSet run(String sql) throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setString(1, glob(file));
    return statement.executeQuery();
  }

  private static String from(String more) {
    return "read_parquet(?, hive_partitioning = false" + more + ")";
  }

  private static String casts(List<String> columns) {
    return columns.stream()
        .map(name -> "CAST(\"" + name.replace("\"", "\"\"") + "\" AS VARCHAR)")
        .collect(Collectors.joining(", "));
  }

  /** The reader takes patterns; brackets keep the characters of a name from being one. */
  private static String glob(Path file) {
    return file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]");
  }
}
