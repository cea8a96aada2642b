package org.penchant.data.read;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record of a file before its columns mean anything.
 *
 * @param file as the user named it
 * @param index its 0-based place among the records of the file
 * @param line the 1-based line it begins in; 0 where the container has no lines
 * @param typed whether values carry types; CSV has only text
 */
record Row(String file, long index, long line, boolean typed, ObjectNode fields) {
  String place() {
    return place(file, index, line);
  }

  static String place(String file, long index, long line) {
    return file + " row " + index + (line > 0 ? " (line " + line + ")" : "");
  }
}
