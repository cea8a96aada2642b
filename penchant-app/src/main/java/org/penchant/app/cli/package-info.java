/**
 * One class per verb, named after it. A verb parses options, calls the library and prints; it owns
 * no formula. Add one by writing the class and naming it in {@code Main}'s subcommands. It prints
 * through its command's {@code getOut()} and reports mistakes as {@code ProblemsException}.
 */
@NullMarked
package org.penchant.app.cli;

import org.jspecify.annotations.NullMarked;
