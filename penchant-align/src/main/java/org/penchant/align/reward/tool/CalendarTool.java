package org.penchant.align.reward.tool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Questions about dates of the Gregorian calendar; it does not know today's. */
public record CalendarTool() implements Tool {
  private static final Pattern SHIFT =
      Pattern.compile("shift (\\S+) ([+-]?\\d{1,7}) (day|week|month|year)s?");
  private static final Pattern WEEKDAY = Pattern.compile("weekday (\\S+)");
  private static final Pattern DIFFERENCE = Pattern.compile("difference (\\S+) (\\S+)");

  @Override
  public String name() {
    return "calendar";
  }

  @Override
  public String takes() {
    return "'weekday 2024-02-29', 'shift 2024-01-31 +1 month' or 'difference 2024-01-01 2024-03-01'";
  }

  @Override
  public String run(String input) throws ToolException {
    String text = input.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    var weekday = WEEKDAY.matcher(text);
    var shift = SHIFT.matcher(text);
    var difference = DIFFERENCE.matcher(text);
    try {
      if (weekday.matches())
        return date(weekday.group(1)).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (shift.matches()) {
        var unit = ChronoUnit.valueOf(shift.group(3).toUpperCase(Locale.ROOT) + "S");
        return date(shift.group(1)).plus(Integer.parseInt(shift.group(2)), unit).toString();
      }
      if (difference.matches())
        return ChronoUnit.DAYS.between(date(difference.group(1)), date(difference.group(2)))
            + " days";
    } catch (DateTimeException wrong) {
      throw new ToolException("dates are written 2024-02-29, and must exist");
    }
    throw new ToolException("ask " + takes());
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}
