/**
 * The language of advanced queries, in Ohm's notation: https://docs.aws.amazon.com/config/latest/developerguide/query-components.html,
 * with `<`, `>`, LIKE, `SELECT *` and the functions of
 * https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html. It has no FROM, and a property is a
 * path of any depth.
 *
 * What is on neither page is refused, so that a query that works here works at AWS: `<=`, `>=`, `!=`, `<>`, LIMIT, and NOT
 * after the property (`a NOT IN (…)`); the pages write `NOT a IN (…)`.
 */
export const grammarText = String.raw`
AdvancedQuery {
  Query       = select NonemptyListOf<Column, ","> Where? GroupBy? OrderBy?
  Column      = star | Aggregate | property
  Aggregate   = functionName "(" Argument ")"
  Argument    = star | property
  Where       = where Condition
  GroupBy     = group by NonemptyListOf<property, ",">
  OrderBy     = order by NonemptyListOf<Sort, ",">
  Sort        = Sorted (asc | desc)?
  Sorted      = Aggregate | property

  Condition   = NonemptyListOf<Conjunction, or>
  Conjunction = NonemptyListOf<Negation, and>
  Negation    = not Negation              -- not
              | "(" Condition ")"         -- group
              | Comparison
  Comparison  = property operator literal -- compare
              | property in "(" NonemptyListOf<literal, ","> ")"  -- in
              | property between literal and literal              -- between
              | property like string      -- like

  operator    = ("=" | "<" | ">") ~("=" | ">")
  star        = "*"
  property    = ~reserved nonemptyListOf<step, ".">
  step        = (letter | "_") stepChar*
  stepChar    = alnum | "_"

  literal     = string | number | boolean
  string      = "'" stringChar* "'"
  stringChar  = "''" -- quote
              | ~"'" any -- plain
  number      = "-"? digit+ ("." digit+)? ~stepChar
  boolean     = true | false

  functionName = word<caseInsensitive<"avg">> | word<caseInsensitive<"count">> | word<caseInsensitive<"max">> | word<caseInsensitive<"min">> | word<caseInsensitive<"sum">>
  word<w>     = w ~stepChar
  select      = word<caseInsensitive<"select">>
  where       = word<caseInsensitive<"where">>
  group       = word<caseInsensitive<"group">>
  order       = word<caseInsensitive<"order">>
  by          = word<caseInsensitive<"by">>
  asc         = word<caseInsensitive<"asc">>
  desc        = word<caseInsensitive<"desc">>
  and         = word<caseInsensitive<"and">>
  or          = word<caseInsensitive<"or">>
  not         = word<caseInsensitive<"not">>
  in          = word<caseInsensitive<"in">>
  between     = word<caseInsensitive<"between">>
  like        = word<caseInsensitive<"like">>
  true        = word<caseInsensitive<"true">>
  false       = word<caseInsensitive<"false">>
  reserved    = select | where | group | order | by | asc | desc | and | or | not | in | between | like | true | false
              | word<caseInsensitive<"all">> | word<caseInsensitive<"as">> | word<caseInsensitive<"distinct">> | word<caseInsensitive<"from">> | word<caseInsensitive<"having">> | word<caseInsensitive<"join">> | word<caseInsensitive<"union">>
              | word<caseInsensitive<"null">> | word<caseInsensitive<"is">>
}
`;
