package org.penchant.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.penchant.align.lm.CausalLm;
import org.penchant.align.lm.Teachers;
import org.penchant.align.objective.Need;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Method;

/** The models that a method's signals name, from the folders that a request gives. */
record TeacherModels(AlignRequest request) {
  /** The names of the models that a method's signals read. */
  static Set<String> wanted(Method method) {
    var wanted = new TreeSet<String>();
    for (var need : method.objective().needs())
      if (need instanceof Need.TokenSignal signal) wanted.addAll(signal.signal().teachers());
    return wanted;
  }

  /**
   * Loads them; the reference is the model that training starts from, loaded once more.
   *
   * @throws org.penchant.core.problems.ProblemsException naming every teacher that is missing,
   *     given in vain, or of another vocabulary
   */
  Teachers load() throws IOException {
    var folders = folders();
    if (folders.isEmpty()) return Teachers.of(Map.<String, CausalLm>of());
    return Teachers.load(folders, request.model(), request.type());
  }

  /**
   * The folders of the models.
   *
   * @throws org.penchant.core.problems.ProblemsException naming every teacher that is missing or
   *     given in vain
   */
  Map<String, Path> folders() {
    var wanted = wanted(request.method());
    var folders = new LinkedHashMap<String, Path>();
    var problems = new Problems();
    for (String name : wanted) {
      Path folder = request.regimen().teachers().get(name);
      if (folder == null && name.equals(Teachers.REFERENCE)) folder = request.model();
      if (folder == null)
        problems.error(
            "--teacher",
            name,
            request.method().id() + " learns from the model '" + name + "'",
            "--teacher " + name + "=FOLDER");
      else folders.put(name, folder);
    }
    for (String name : request.regimen().teachers().keySet())
      if (!wanted.contains(name))
        problems.error(
            "--teacher",
            name,
            request.method().id() + " learns from " + (wanted.isEmpty() ? "no model" : wanted),
            "leave it out, or rename it");
    problems.throwIfErrors(ExitCode.USAGE);
    return folders;
  }
}
