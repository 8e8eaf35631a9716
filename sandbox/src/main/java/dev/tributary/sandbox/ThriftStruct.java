package dev.tributary.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A struct of Thrift's binary protocol, enough of it to ask the metastore and HiveServer2 whether
 * they are at work without Hive's hundreds of jars in the launcher.
 */
final class ThriftStruct {

  private static final int CALL = 0x8001_0001;
  private static final int TYPE_MASK = 0xff;
  private static final int EXCEPTION = 3;

  private static final int STOP = 0;
  private static final int BOOL = 2;
  private static final int BYTE = 3;
  private static final int DOUBLE = 4;
  private static final int I16 = 6;
  private static final int I32 = 8;
  private static final int I64 = 10;
  private static final int STRING = 11;
  private static final int STRUCT = 12;
  private static final int MAP = 13;
  private static final int SET = 14;
  private static final int LIST = 15;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  ThriftStruct text(int field, String value) {
    return binary(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ThriftStruct binary(int field, byte[] value) {
    return field(
        STRING,
        field,
        () -> {
          out.writeInt(value.length);
          out.write(value);
        });
  }

  ThriftStruct number(int field, int value) {
    return field(I32, field, () -> out.writeInt(value));
  }

  ThriftStruct struct(int field, ThriftStruct value) {
    return field(STRUCT, field, () -> value.writeTo(out));
  }

  /** The bytes of a call of a method with this struct as its arguments. */
  byte[] call(String method) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(message);
    byte[] name = method.getBytes(StandardCharsets.UTF_8);
    header.writeInt(CALL);
    header.writeInt(name.length);
    header.write(name);
    header.writeInt(1); // sequence
    writeTo(header);
    return message.toByteArray();
  }

  /**
   * The result of a call: field 0 is what it returned, others are declared exceptions. Texts and
   * binaries come as {@code byte[]}, structs as maps by field number.
   *
   * @throws IOException if the server did not understand the call
   */
  static Map<Integer, Object> readReply(DataInputStream in) throws IOException {
    int type = in.readInt() & TYPE_MASK;
    in.readNBytes(in.readInt()); // the method's name
    in.readInt(); // sequence
    Map<Integer, Object> reply = readStruct(in);
    if (type == EXCEPTION) {
      throw new IOException("the server does not know the call: " + reply);
    }
    return reply;
  }

  private ThriftStruct field(int type, int number, Content content) {
    try {
      out.writeByte(type);
      out.writeShort(number);
      content.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeTo(DataOutputStream target) throws IOException {
    target.write(bytes.toByteArray());
    target.writeByte(STOP);
  }

  private static Map<Integer, Object> readStruct(DataInputStream in) throws IOException {
    Map<Integer, Object> fields = new LinkedHashMap<>();
    for (int type = in.readByte(); type != STOP; type = in.readByte()) {
      int number = in.readShort();
      fields.put(number, readValue(in, type));
    }
    return fields;
  }

  private static Object readValue(DataInputStream in, int type) throws IOException {
    return switch (type) {
      case BOOL -> in.readBoolean();
      case BYTE -> in.readByte();
      case DOUBLE -> in.readDouble();
      case I16 -> in.readShort();
      case I32 -> in.readInt();
      case I64 -> in.readLong();
      case STRING -> in.readNBytes(in.readInt());
      case STRUCT -> readStruct(in);
      case SET, LIST -> readList(in);
      case MAP -> readMap(in);
      default -> throw new IOException("not Thrift: type " + type);
    };
  }

  private static List<Object> readList(DataInputStream in) throws IOException {
    int type = in.readByte();
    int size = in.readInt();
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(readValue(in, type));
    }
    return elements;
  }

  private static Map<Object, Object> readMap(DataInputStream in) throws IOException {
    int keyType = in.readByte();
    int valueType = in.readByte();
    int size = in.readInt();
    Map<Object, Object> entries = new HashMap<>();
    for (int i = 0; i < size; i++) {
      Object key = readValue(in, keyType);
      entries.put(key, readValue(in, valueType));
    }
    return entries;
  }

  /** Writes a field's value. */
  @FunctionalInterface
  private interface Content {
    void write() throws IOException;
  }
}
