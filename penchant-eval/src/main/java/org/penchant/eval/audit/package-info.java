/**
 * Audits: many metrics of one tuned model put together into a finding, with its doubts. Imports
 * metric and report. A new audit is a record made by one function from data, and a second class
 * that lays it out as report sections.
 */
@NullMarked
package org.penchant.eval.audit;

import org.jspecify.annotations.NullMarked;
