/* SPDX-License-Identifier: MIT */
/*
 * The checked tree: names resolved to indexes, measures to factors, every operation to the kind
 * of its operands. Made by the checker, walked by the evaluator, never changed.
 *
 * Scopes are counted outwards from the formula's innermost one: hop 0 is the frame at hand, hop 1
 * what encloses it. `scopes` has bit h set where a node reads the frame h hops out; so an
 * aggregate with no bits is the same for all records and is computed once for each period.
 */
#ifndef LETOPIS_CALC_CODE_H
#define LETOPIS_CALC_CODE_H

#include "calc/expr.h"

enum code_op {
    /* without parts */
    OP_CONST, /* value */
    OP_PERIOD,
    OP_AS_OF,
    OP_RECORD, /* record of the frame at hop */
    OP_NAME,   /* value of the frame at hop */
    OP_SINGLE, /* the only record of type `index` */
    OP_FIELD,  /* stored field `index` of the frame's record at hop */
    OP_LAST_LEAF = OP_FIELD,
    OP_FIELD_OF,    /* stored field `index` of record a */
    OP_COMPUTED,    /* computed field `index` of the frame's record at hop */
    OP_COMPUTED_OF, /* of record a */
    OP_ROW_FIELD,   /* value `index` of row a */
    OP_MAP,         /* b for each item of list a: the item is the frame at hop 0 of b */
    OP_ID_OF,       /* id of record a */
    OP_TITLE_OF,    /* title of record a */
    OP_OPTION_TEXT, /* text beside option `hop` - 1 (0: any) of field `index` of record a */
    OP_FIGURE,      /* figure `index` */
    OP_NEGATE,
    OP_NOT,
    OP_AND,
    OP_OR,
    OP_OTHERWISE,
    OP_IF,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,   /* then times `factor` where CODE_SCALED */
    OP_DIVIDE,     /* likewise */
    OP_SCALE,      /* a times `factor` */
    OP_COMPARE,    /* enum code_compare in `index` */
    OP_SHIFT,      /* date, month or period a moved by time b; back where `index` is 1 */
    OP_DIFFERENCE, /* a - b of two dates (days), months or periods */
    OP_TIME,       /* number a as `index` (enum code_unit): a time */
    OP_TO_PERIOD,  /* number a as a period */
    OP_OPTION,     /* choice a as an option of another field, by key */
    OP_IS_STATE,   /* a is known, unknown or none (enum value_kind in `index`) */
    OP_IS_OPTION,  /* a is one of `options` */
    OP_HAS_OPTION, /* a holds option `index` */
    OP_IS_ID,      /* a is a record with one of `ids` */
    OP_IS_TEXT,    /* a is one of the texts `ids` */
    OP_HAS,        /* list a holds value b */
    OP_IN_RANGE,   /* b <= a <= c */
    OP_IN_PERIOD,  /* date, month or period a lies in b .. c */
    OP_AT,         /* a, in period b */
    OP_OVER,       /* a, in each period b .. c */
    OP_CHANGE,     /* a - a in the period before */
    OP_GROWTH,     /* that by the value before, in percent */
    OP_FUNCTION,   /* enum code_function in `index`, of `args` */
    OP_AGGREGATE,  /* query */
};

enum code_compare {
    COMPARE_EQUAL,
    COMPARE_LESS,
    COMPARE_GREATER,
    COMPARE_AT_MOST,
    COMPARE_AT_LEAST,
    COMPARE_DIFFERS,
};

enum code_unit { UNIT_DAYS, UNIT_MONTHS, UNIT_YEARS };

enum code_function {
    FUNCTION_LENGTH,
    FUNCTION_WORDS,
    FUNCTION_CONTAINS,
    FUNCTION_STARTS,
    FUNCTION_YEAR,
    FUNCTION_MONTH,
    FUNCTION_DAYS,
    FUNCTION_FLOOR,
    FUNCTION_ABS,
    FUNCTION_MIN,
    FUNCTION_MAX,
    FUNCTION_ROUND,
    FUNCTION_HOW_MANY, /* of yes/no arguments: how many hold */
};

enum code_flags {
    CODE_PERIOD = 1,    /* depends on the period */
    CODE_AS_OF = 2,     /* depends on as_of */
    CODE_SCALED = 4,    /* `factor` counts */
    CODE_REFERENCE = 8, /* gives records of a type that changes by period */
    CODE_NEGATED = 16,  /* is not, not in */
};

struct query;

/* What a frame is, for those that are looked up anew in another period. */
struct frame_kind {
    uint8_t kind;         /* enum scope_kind */
    uint16_t record_type; /* SCOPE_RECORD, SCOPE_ROWS */
};

struct code {
    uint8_t op;    /* enum code_op */
    uint8_t flags; /* enum code_flags */
    uint16_t hop;
    uint16_t record_type; /* of the record that a field is read from, or that OP_ID_OF names */
    uint32_t index;
    uint32_t scopes; /* bits of the frames that it reads */
    struct span span;
    const struct code *a, *b, *c;
    union {
        struct value value;         /* OP_CONST */
        struct number factor;       /* OP_MULTIPLY, OP_DIVIDE, OP_SCALE */
        const struct code **args;   /* OP_FUNCTION: `hop` of them */
        const bool *options;        /* OP_IS_OPTION: one for each option */
        const uint32_t *option_map; /* OP_OPTION: to which option; UINT32_MAX: to none */
        const struct str *ids;      /* OP_IS_ID, OP_IS_TEXT: `index` of them */
        const struct query *query;
        const struct frame_kind *frames; /* OP_AT, OP_OVER, OP_CHANGE, OP_GROWTH: by hop */
    };
};

struct expr {
    const struct code *code;
    struct text text;
    struct calc_type type;
};

enum aggregate {
    AGGREGATE_COUNT,
    AGGREGATE_LIST,
    AGGREGATE_FIRST,
    AGGREGATE_ANY,
    AGGREGATE_SUM,
    AGGREGATE_MEAN,
    AGGREGATE_MEDIAN,
    AGGREGATE_MIN,
    AGGREGATE_MAX,
    AGGREGATE_SHARE,
    AGGREGATE_EVERY,
};

enum query_source {
    SOURCE_TYPE, /* the records of a type */
    SOURCE_ROWS, /* the rows of the frame at `hop` */
    SOURCE_LIST, /* the items of a list, a series or a set of options */
};

/* An equality of the condition that an index answers: row_part = key. */
struct query_key {
    size_t field;                /* stored field, or STR_NOT_FOUND: see row_part */
    const struct code *row_part; /* of the row alone (hop 0); an index is made over its values */
    const struct code *key;      /* not of the row */
    const struct code *whole;    /* the equality as written, for what an index cannot answer */
};

/* More of them are tried on each row like any condition. */
enum { QUERY_KEYS = 8 };

/* What an aggregate or a `for:` ranges over. Inside `what` and `where` the item is hop 0. */
struct query {
    enum aggregate aggregate;
    enum query_source source;
    bool distinct;
    uint16_t type; /* SOURCE_TYPE, SOURCE_ROWS; of a list of records: theirs */
    bool items_are_records;
    uint16_t hop;            /* SOURCE_ROWS */
    uint32_t id;             /* for memos; unique in the calc */
    const struct code *list; /* SOURCE_LIST; seen from outside */
    const struct code *of;   /* NULL, or the record that `of_field` refers to; from outside */
    size_t of_field;
    const struct query_key *keys;
    size_t key_count;
    const struct code *where; /* the whole condition; NULL: none */
    const struct code *rest;  /* of it, what the keys do not say */
    const struct code *what;  /* NULL: the item itself */
    struct calc_type what_type;
    struct calc_type result;
    struct text text;   /* the aggregate as written */
    struct str alias;   /* of a `for:` */
    bool memo_by_keys;  /* what and rest read the row alone: equal keys, equal results */
    bool reads_private; /* what or where does: which items went in must not show */
    bool what_private;  /* what does: over one item alone, the result says what the field holds */
};

struct calc_query {
    struct query query;
    bool period_bound;
};

#endif
