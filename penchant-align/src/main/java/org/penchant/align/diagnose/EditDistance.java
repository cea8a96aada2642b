package org.penchant.align.diagnose;

/** The least number of insertions, deletions and replacements that turn one list into another. */
public final class EditDistance {
  private EditDistance() {}

  /** In |a| |b| steps and |b| memory (Wagner and Fischer, JACM 21, 1974). */
  public static int of(int[] a, int[] b) {
    int[] above = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) above[j] = j;
    for (int i = 1; i <= a.length; i++) {
      int diagonal = above[0];
      above[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
        diagonal = above[j];
        above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
      }
    }
    return above[b.length];
  }
}
