//! Values of front matter as types: scalars are text there, and what they are is asked by the type.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    self, Deserialize, Deserializer, IntoDeserializer, Visitor, value::Error as Plain,
};

use crate::article::Value;

/// Reads a value as a type.
///
/// # Errors
///
/// What was expected and found, in words.
pub(super) fn read<'a, T: Deserialize<'a>>(value: &'a Value) -> Result<T, String> {
    T::deserialize(Written(value)).map_err(|error| error.to_string())
}

#[derive(Clone, Copy)]
struct Written<'a>(&'a Value);

impl<'a> IntoDeserializer<'a, Plain> for Written<'a> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'a> Written<'a> {
    fn text(self) -> &'a str {
        self.0.word().unwrap_or_default()
    }

    fn number<T: std::str::FromStr>(self) -> Result<T, Plain> {
        let text = self.text();
        let digits: String = text.chars().filter(|c| *c != '_').collect();
        digits
            .parse()
            .map_err(|_| de::Error::custom(format!("expected a number, found `{text}`")))
    }
}

macro_rules! numbers {
    ($($read:ident $visit:ident)*) => {
        $(
            fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Plain> {
                visitor.$visit(self.number()?)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Written<'de> {
    type Error = Plain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Plain> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Text(_) | Value::Switch(_) => visitor.visit_borrowed_str(self.text()),
            Value::List(list) => {
                SeqDeserializer::new(list.iter().map(Written)).deserialize_any(visitor)
            }
            Value::Map(map) => {
                let fields = map
                    .iter()
                    // What nobody filled in is as good as absent.
                    .filter(|field| !field.value.is_empty())
                    .map(|field| (&*field.key, Written(&field.value)));
                MapDeserializer::new(fields).deserialize_any(visitor)
            }
        }
    }

    numbers! {
        deserialize_u8 visit_u8
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
        deserialize_f64 visit_f64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Plain> {
        match self.text().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => visitor.visit_bool(true),
            "false" | "no" | "off" | "0" => visitor.visit_bool(false),
            other => Err(de::Error::custom(format!(
                "expected true or false, found `{other}`"
            ))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Plain> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    // A list would be taken for the parts in their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Plain> {
        match self.0 {
            Value::Map(_) => self.deserialize_any(visitor),
            Value::Text(text) => Err(de::Error::custom(format!(
                "expected a map of its parts, found `{}`",
                text.trim()
            ))),
            _ => Err(de::Error::custom("expected a map of its parts")),
        }
    }

    // A list of one may be written as the one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Plain> {
        match self.0 {
            Value::List(_) => self.deserialize_any(visitor),
            _ => SeqDeserializer::new(std::iter::once(self)).deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u128 f32 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Field, OriginKind};
    use crate::entry::podcast::{Recipient, Soundbite, ValueBlock};

    fn map(fields: &[(&str, Value)]) -> Value {
        let field = |(key, value): &(&str, Value)| Field {
            key: (*key).to_owned(),
            value: value.clone(),
            kind: OriginKind::FrontMatter,
            line: 1,
        };
        Value::Map(fields.iter().map(field).collect())
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn texts_become_what_the_type_asks_for() {
        let one = map(&[
            ("address", text("02ab")),
            ("split", text("90")),
            ("fee", text("yes")),
            ("customkey", text("")),
        ]);
        let expected = Recipient {
            address: "02ab".into(),
            split: 90,
            fee: true,
            ..Recipient::default()
        };
        assert_eq!(read::<Recipient>(&one), Ok(expected.clone()));
        // A list of one without its brackets.
        let block = read::<ValueBlock>(&map(&[("recipients", one)])).unwrap();
        assert_eq!(block.recipients, [expected]);
        let bite = map(&[("starttime", text("1:13")), ("duration", text("60"))]);
        assert_eq!(read::<Soundbite>(&bite).unwrap().start, 73.0);
    }

    #[test]
    fn what_does_not_fit_is_said_in_words() {
        let wrong = map(&[("split", text("many"))]);
        assert_eq!(
            read::<Recipient>(&wrong),
            Err("expected a number, found `many`".to_owned())
        );
        assert!(read::<Recipient>(&text("x")).is_err());
        assert!(read::<Recipient>(&Value::List(vec![text("x")])).is_err());
    }
}
