package org.penchant.testkit.arch.probe.habit;

import java.io.ByteArrayOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.UnaryOperator;

/** Wrong in every method: depends on the machine's locale or charset. */
public final class Localised {
  static String format(double x) {
    return String.format("%f", x);
  }

  static String formatted(double x) {
    return "%f".formatted(x);
  }

  static String lower(String s) {
    return s.toLowerCase();
  }

  static UnaryOperator<String> upperByReference() {
    return String::toUpperCase;
  }

  static byte[] bytes(String s) {
    return s.getBytes();
  }

  static String string(byte[] b) {
    return new String(b);
  }

  static String partOfString(byte[] b) {
    return new String(b, 0, 1);
  }

  static Object formatter() {
    return new Formatter();
  }

  static void printf(PrintWriter out, double x) {
    out.printf("%f", x);
  }

  static Object reader(InputStream in) {
    return new InputStreamReader(in);
  }

  static Object writer(OutputStream out) {
    return new OutputStreamWriter(out);
  }

  static Object fileReader() throws IOException {
    return new FileReader("x");
  }

  static Object fileWriter() throws IOException {
    return new FileWriter("x");
  }

  static Object scanner(InputStream in) {
    return new Scanner(in);
  }

  static String buffer(ByteArrayOutputStream out) {
    return out.toString();
  }

  static Object charset() {
    return Charset.defaultCharset();
  }

  static Object locale() {
    return Locale.getDefault();
  }

  static Object numbers() {
    return NumberFormat.getInstance();
  }

  static Object decimals() {
    return new DecimalFormat("0.0");
  }

  static Object pattern() {
    return DateTimeFormatter.ofPattern("MMM");
  }
}
