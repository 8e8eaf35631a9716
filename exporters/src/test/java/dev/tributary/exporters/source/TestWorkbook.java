package dev.tributary.exporters.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small workbook, written part by part, so that each part can be spoiled. */
final class TestWorkbook {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final StringBuilder sheets = new StringBuilder();
  private final StringBuilder relations = new StringBuilder();
  private String properties = "";
  private int sheetCount;

  /**
   * Adds a sheet of the rows given, whose cells are parted by '|'; a cell of digits is a number.
   */
  TestWorkbook sheet(String name, String... rows) {
    StringBuilder xml = new StringBuilder();
    for (int r = 0; r < rows.length; r++) {
      xml.append("<row r=\"").append(r + 1).append("\">");
      String[] cells = rows[r].split("\\|", -1);
      for (int c = 0; c < cells.length; c++) {
        xml.append(cell(cells[c], (char) ('A' + c) + "" + (r + 1)));
      }
      xml.append("</row>");
    }
    return rawSheet(name, xml.toString());
  }

  /** Adds a sheet of the row elements given. */
  TestWorkbook rawSheet(String name, String rows) {
    int id = ++sheetCount;
    sheets.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(name, id, id));
    relations.append(
        "<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
            .formatted(id, OFFICE, id));
    return part(
        "xl/worksheets/sheet%d.xml".formatted(id),
        "<worksheet xmlns=\"%s\"><sheetData>%s</sheetData></worksheet>".formatted(MAIN, rows));
  }

  /** Counts its dates from 1904. */
  TestWorkbook from1904() {
    properties = "<workbookPr date1904=\"1\"/>";
    return this;
  }

  /** Adds or replaces a part. */
  TestWorkbook part(String name, String content) {
    return part(name, content.getBytes(StandardCharsets.UTF_8));
  }

  TestWorkbook part(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  Path write(Path file) throws IOException {
    try (ZipOutputStream zip = begin(Files.newOutputStream(file))) {
      return file;
    }
  }

  /** Writes its parts; further entries may follow. */
  ZipOutputStream begin(OutputStream out) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    String types = PACKAGE + "content-types";
    put(all, "[Content_Types].xml", "<Types xmlns=\"%s\"/>".formatted(types));
    put(
        all,
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\">%s<sheets>%s</sheets></workbook>"
            .formatted(MAIN, OFFICE, properties, sheets));
    put(
        all,
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"%srelationships\">%s</Relationships>"
            .formatted(PACKAGE, relations));
    all.putAll(parts);
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, byte[]> part : all.entrySet()) {
      ZipEntry entry = new ZipEntry(part.getKey());
      entry.setTimeLocal(LocalDateTime.of(2003, 3, 3, 0, 0)); // the same bytes at any time
      zip.putNextEntry(entry);
      zip.write(part.getValue());
      zip.closeEntry();
    }
    return zip;
  }

  private static void put(Map<String, byte[]> parts, String name, String content) {
    parts.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String cell(String text, String address) {
    if (text.isEmpty()) {
      return "";
    }
    return text.matches("-?\\d+(\\.\\d+)?")
        ? "<c r=\"%s\"><v>%s</v></c>".formatted(address, text)
        : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(address, text);
  }
}
