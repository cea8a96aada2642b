package org.penchant.core.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Parts as data. A part is its name in kebab case, {@code logistic}, or a name with its components,
 * {@code {focal: {gamma: 0.05}}}; a number stands for the family's {@code {constant: {value: n}}}.
 * Components left out take the value of the record's {@code defaults()}, if it has them. A
 * component of type {@link JsonNode} is kept as it stands; null stands for an empty {@link
 * Optional}. Unknown names and keys are errors.
 */
public final class Codec {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Codec() {}

  /** An error in a description of parts; the message names the path and the rule. */
  public static final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CodecException(String path, String rule) {
      super(path + ": " + rule);
    }
  }

  /**
   * Reads a part or record.
   *
   * @throws CodecException if the description does not fit {@code type}
   */
  public static <T> T read(JsonNode node, Class<T> type) {
    return type.cast(value(node, type, type.getSimpleName().toLowerCase(Locale.ROOT)));
  }

  /** Writes what {@link #read} reads back to an equal value; every component is written. */
  public static JsonNode write(Object part) {
    return switch (part) {
      case Double d -> NODES.numberNode(d);
      case Integer i -> NODES.numberNode(i);
      case Boolean b -> NODES.booleanNode(b);
      case String s -> NODES.textNode(s);
      case Enum<?> e -> NODES.textNode(kebab(e.name()));
      case JsonNode node -> node;
      case List<?> list -> {
        var array = NODES.arrayNode();
        list.forEach(item -> array.add(write(item)));
        yield array;
      }
      case Optional<?> optional -> optional.map(Codec::write).orElse(NODES.nullNode());
      case Record record -> {
        var body = NODES.objectNode();
        for (var component : record.getClass().getRecordComponents())
          body.set(kebab(component.getName()), write(get(record, component)));
        boolean named = Arrays.stream(record.getClass().getInterfaces()).anyMatch(Class::isSealed);
        if (!named) yield body;
        String name = kebab(record.getClass().getSimpleName());
        yield body.isEmpty() ? NODES.textNode(name) : NODES.objectNode().set(name, body);
      }
      default -> throw new IllegalArgumentException("no form as data: " + part.getClass());
    };
  }

  /** The names of the records of a sealed family. */
  public static Set<String> names(Class<?> family) {
    var names = new TreeSet<String>();
    for (var leaf : family.getPermittedSubclasses())
      if (leaf.isRecord()) names.add(kebab(leaf.getSimpleName()));
    return names;
  }

  private static Object value(JsonNode node, Type type, String path) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      if (!node.isArray()) throw new CodecException(path, "must be a list");
      var items = new ArrayList<Object>();
      for (int i = 0; i < node.size(); i++)
        items.add(value(node.get(i), list.getActualTypeArguments()[0], path + "[" + i + "]"));
      return items;
    }
    if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class)
      return node.isNull()
          ? Optional.empty()
          : Optional.of(value(node, optional.getActualTypeArguments()[0], path));
    var raw = (Class<?>) type;
    if (raw == double.class || raw == Double.class) {
      if (!node.isNumber()) throw new CodecException(path, node + " must be a number");
      return node.doubleValue();
    }
    if (raw == int.class) {
      if (!node.isIntegralNumber() || !node.canConvertToInt())
        throw new CodecException(path, node + " must be a whole number");
      return node.intValue();
    }
    if (raw == JsonNode.class) return node;
    if (raw == boolean.class) {
      if (!node.isBoolean()) throw new CodecException(path, node + " must be true or false");
      return node.booleanValue();
    }
    if (raw == String.class) {
      if (!node.isTextual()) throw new CodecException(path, node + " must be text");
      return node.textValue();
    }
    if (raw.isEnum()) return constant(node, raw, path);
    if (raw.isRecord()) return record(node, raw, path);
    if (raw.isSealed()) return named(node, raw, path);
    throw new IllegalArgumentException("no form as data: " + raw);
  }

  private static Object constant(JsonNode node, Class<?> type, String path) {
    for (Object constant : type.getEnumConstants())
      if (kebab(((Enum<?>) constant).name()).equals(node.asText())) return constant;
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(c -> kebab(((Enum<?>) c).name()))
            .collect(Collectors.joining(", "));
    throw new CodecException(path, node + " must be one of " + known);
  }

  private static Object named(JsonNode node, Class<?> family, String path) {
    if (node.isNumber())
      for (var leaf : family.getPermittedSubclasses())
        if (leaf.getSimpleName().equals("Constant"))
          return record(NODES.objectNode().set("value", node), leaf, path);
    boolean bare = node.isTextual();
    if (!bare && !(node.isObject() && node.size() == 1))
      throw new CodecException(path, node + " must be a name, or one name with its components");
    String name = bare ? node.textValue() : node.fieldNames().next();
    var leaves = family.getPermittedSubclasses();
    for (var leaf : leaves)
      if (kebab(leaf.getSimpleName()).equals(name))
        return record(bare ? NODES.objectNode() : node.get(name), leaf, path + "." + name);
    throw new CodecException(
        path, "'" + name + "' is not one of " + String.join(", ", names(family)));
  }

  private static Object record(JsonNode node, Class<?> type, String path) {
    if (!node.isObject()) throw new CodecException(path, node + " must be a set of components");
    var components = type.getRecordComponents();
    var left = new TreeSet<String>();
    node.fieldNames().forEachRemaining(left::add);
    Optional<Object> defaults = defaults(type);
    var arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = kebab(components[i].getName());
      if (left.remove(key))
        arguments[i] = value(node.get(key), components[i].getGenericType(), path + "." + key);
      else if (defaults.isPresent()) arguments[i] = get(defaults.get(), components[i]);
      else throw new CodecException(path, "needs '" + key + "'");
    }
    if (!left.isEmpty())
      throw new CodecException(
          path,
          "does not know '"
              + left.first()
              + "'; it has "
              + Arrays.stream(components)
                  .map(c -> kebab(c.getName()))
                  .collect(Collectors.joining(", ")));
    return construct(type, components, arguments, path);
  }

  private static Object construct(
      Class<?> type, RecordComponent[] components, Object[] arguments, String path) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return canonical.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      throw new CodecException(path, String.valueOf(refused.getTargetException().getMessage()));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Optional<Object> defaults(Class<?> type) {
    try {
      return Optional.of(type.getDeclaredMethod("defaults").invoke(null));
    } catch (NoSuchMethodException none) {
      return Optional.empty();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object get(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A Java name as data writes it: {@code LogRatio} and {@code LOG_RATIO} become log-ratio. */
  public static String kebab(String name) {
    if (name.equals(name.toUpperCase(Locale.ROOT)))
      return name.toLowerCase(Locale.ROOT).replace('_', '-');
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
