package org.penchant.testkit.arch.probe.habit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;

/** Wrong in every method: reads the wall clock. */
public final class Clocked {
  static long millis() {
    return System.currentTimeMillis();
  }

  static Object instant() {
    return Instant.now();
  }

  static Object date() {
    return LocalDate.now();
  }

  static Object dateOfZone(ZoneId zone) {
    return LocalDate.now(zone);
  }

  static Object time() {
    return LocalTime.now();
  }

  static Object dateTime() {
    return LocalDateTime.now();
  }

  static Object zoned() {
    return ZonedDateTime.now();
  }

  static Object offset() {
    return OffsetDateTime.now();
  }

  static Object year() {
    return Year.now();
  }

  static Object oldDate() {
    return new Date();
  }

  static Object zone() {
    return ZoneId.systemDefault();
  }

  static Object clock() {
    return Clock.systemUTC();
  }
}
