/* What facts weigh, looked up in flat tables of machine integers: the sums that marsad.coder.sums gives as plain
   Python, many times as soon.

   In a column of a sheet each value that the model knows has its digit, in a template the digits make the number of a
   feature, and in the slots a feature's number stands beside its weight, or beside the place of its weight where that
   is too long. The digits of values asked for are kept by where the values stand in memory, which is sooner told than
   what they say.

   All this is shared by threads. The interpreter's lock is given up only while a sheet is laid out, and nothing is held
   then that another thread may change. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

enum {
    KEPT = 256, /* values of a column whose digits are at hand; a power of two */
    LOW = 16, /* bits of a slot that hold a weight, or its place; the others hold the feature's number */
    ROOM = 4, /* slots for each feature, at the least */
    LIMB = 48, /* bits of a weight in each machine integer but the last */
    LIMBS = 64 /* machine integers that a weight may take, at the most, and labels */
};
static const uint64_t SPREAD = 0x9E3779B97F4A7C15u; /* 2^64 by the golden ratio: neighbours come to stand far apart */
static const int64_t EMPTY = -1;

#if defined(__GNUC__)
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

static uint64_t spread(uint64_t number) { return number * SPREAD >> 24; }

static uint64_t place_of(const void *object) { return spread((uint64_t)(uintptr_t)object); }

/* A sheet: what one model knows of one family of facts. */

typedef struct {
    PyObject *value; /* held, so that no other comes to stand in its place */
    int64_t digit; /* 0 for one that the model does not know */
} Kept;

typedef struct {
    Py_ssize_t at; /* where in a fact its value stands */
    PyObject *known; /* the digits by what values say, a dictionary */
    Kept *kept;
} Column;

typedef struct {
    int64_t counts; /* what a digit counts in the feature's number */
    Py_ssize_t column;
} Part;

typedef struct {
    int64_t first; /* the number of its first feature */
    Py_ssize_t end; /* of its parts, which begin where those of the template before end */
} Template;

typedef struct {
    PyObject *family;
    Column *columns;
    Py_ssize_t width;
    Py_ssize_t last_value; /* the last place of a fact that is looked at */
    Template *templates;
    Py_ssize_t many;
    Part *parts;
    int64_t *slots;
    uint64_t last;
    int64_t *weights; /* limb by limb; NULL where they stand in the slots */
    int64_t *digits; /* of the fact that is weighed */
    int64_t *asked; /* the features it has */
} Sheet;

static void let_go(Sheet *sheet) {
    if (!sheet) return;
    for (Py_ssize_t n = 0; sheet->columns && n < sheet->width; n++) {
        Column *column = &sheet->columns[n];
        for (int k = 0; column->kept && k < KEPT; k++) Py_XDECREF(column->kept[k].value);
        PyMem_Free(column->kept);
        Py_XDECREF(column->known);
    }
    Py_XDECREF(sheet->family);
    PyMem_Free(sheet->columns);
    PyMem_Free(sheet->templates);
    PyMem_Free(sheet->parts);
    PyMem_Free(sheet->slots);
    PyMem_Free(sheet->weights);
    PyMem_Free(sheet->digits);
    PyMem_Free(sheet->asked);
    PyMem_Free(sheet);
}

static int misread(const char *what) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_ValueError, "a sheet is laid out wrongly: %s", what);
    return -1;
}

static void *room(Py_ssize_t many, size_t size) {
    void *found = PyMem_Calloc(many ? (size_t)many : 1, size);
    if (!found) PyErr_NoMemory();
    return found;
}

static Py_ssize_t power(Py_ssize_t least) {
    Py_ssize_t size = 1;
    while (size < least) size *= 2;
    return size;
}

static int read_column(Column *column, PyObject *told) {
    PyObject *known;
    if (!PyArg_ParseTuple(told, "nO!", &column->at, &PyDict_Type, &known)) return -1;
    if (column->at < 1) return misread("a fact's values stand behind its family");
    column->known = Py_NewRef(known);
    return (column->kept = room(KEPT, sizeof(Kept))) ? 0 : -1;
}

static int read_columns(Sheet *sheet, PyObject *told) {
    sheet->width = PyList_GET_SIZE(told);
    if (!(sheet->columns = room(sheet->width, sizeof(Column)))) return -1;
    if (!(sheet->digits = room(sheet->width, sizeof(int64_t)))) return -1;
    for (Py_ssize_t n = 0; n < sheet->width; n++) {
        Column *column = &sheet->columns[n];
        if (read_column(column, PyList_GET_ITEM(told, n))) return -1;
        if (column->at > sheet->last_value) sheet->last_value = column->at;
    }
    return 0;
}

static int read_templates(Sheet *sheet, PyObject *told) {
    Py_ssize_t parts = 0;
    sheet->many = PyList_GET_SIZE(told);
    if (!(sheet->templates = room(sheet->many, sizeof(Template)))) return -1;
    if (!(sheet->asked = room(sheet->many, sizeof(int64_t)))) return -1;
    for (Py_ssize_t n = 0; n < sheet->many; n++) {
        PyObject *places;
        long long first;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(told, n), "LO!", &first, &PyList_Type, &places)) return -1;
        sheet->templates[n].first = first;
        sheet->templates[n].end = parts += PyList_GET_SIZE(places);
    }
    if (!(sheet->parts = room(parts, sizeof(Part)))) return -1;
    Part *part = sheet->parts;
    for (Py_ssize_t n = 0; n < sheet->many; n++) {
        PyObject *places = PyTuple_GET_ITEM(PyList_GET_ITEM(told, n), 1);
        for (Py_ssize_t k = 0; k < PyList_GET_SIZE(places); k++, part++) {
            long long counts;
            if (!PyArg_ParseTuple(PyList_GET_ITEM(places, k), "nL", &part->column, &counts)) return -1;
            if (part->column < 0 || part->column >= sheet->width) return misread("a template asks for no column");
            part->counts = counts;
        }
    }
    return 0;
}

static int read_weights(Sheet *sheet, PyObject *told, int limbs) {
    Py_ssize_t many = PyList_GET_SIZE(told);
    int64_t least = 0, most = 0;
    if (!(sheet->weights = room(many, sizeof(int64_t)))) return -1;
    for (Py_ssize_t n = 0; n < many; n++) {
        int64_t weight = sheet->weights[n] = PyLong_AsLongLong(PyList_GET_ITEM(told, n));
        least = weight < least ? weight : least;
        most = weight > most ? weight : most;
    }
    return limbs == 1 && least >= INT16_MIN && most <= INT16_MAX;
}

static uint64_t slot_of(const Sheet *sheet, int64_t number) { return spread((uint64_t)number) & sheet->last; }

static int read_features(Sheet *sheet, PyObject *numbers, PyObject *weights, int limbs) {
    Py_ssize_t many = PyList_GET_SIZE(numbers), size = power(many * ROOM + 1);
    if (many > 1 << LOW || PyList_GET_SIZE(weights) != many * limbs) return misread("so many weights have no place");
    int narrow = read_weights(sheet, weights, limbs); /* whether each fits into a slot; -1 behind an error */
    if (narrow < 0) return -1;
    sheet->last = (uint64_t)size - 1;
    if (!(sheet->slots = room(size, sizeof(int64_t)))) return -1;
    for (Py_ssize_t n = 0; n < size; n++) sheet->slots[n] = EMPTY;
    for (Py_ssize_t n = 0; n < many; n++) {
        int64_t number = PyLong_AsLongLong(PyList_GET_ITEM(numbers, n));
        uint64_t at = slot_of(sheet, number);
        while (sheet->slots[at] != EMPTY) at = (at + 1) & sheet->last;
        sheet->slots[at] = number << LOW | ((narrow ? sheet->weights[n] : n) & 0xFFFF);
    }
    if (narrow) {
        PyMem_Free(sheet->weights);
        sheet->weights = NULL;
    }
    return PyErr_Occurred() ? -1 : 0;
}

static Sheet *sheet_of(PyObject *family, PyObject *laid, int limbs) {
    PyObject *columns, *templates, *numbers, *weights;
    if (!PyArg_ParseTuple(laid, "O!O!O!O!", &PyList_Type, &columns, &PyList_Type, &templates, &PyList_Type, &numbers,
                          &PyList_Type, &weights))
        return NULL;
    Sheet *sheet = room(1, sizeof(Sheet));
    if (!sheet) return NULL;
    sheet->family = Py_NewRef(family);
    if (read_columns(sheet, columns) || read_templates(sheet, templates) ||
        read_features(sheet, numbers, weights, limbs)) {
        let_go(sheet);
        return NULL;
    }
    return sheet;
}

static int find_digits(const Sheet *sheet, PyObject *fact) {
    for (Py_ssize_t n = 0; n < sheet->width; n++) {
        const Column *column = &sheet->columns[n];
        PyObject *value = PyTuple_GET_ITEM(fact, column->at);
        Kept *kept = &column->kept[place_of(value) & (KEPT - 1)];
        if (kept->value != value) {
            PyObject *digit = PyDict_GetItemWithError(column->known, value);
            if (!digit && PyErr_Occurred()) return -1;
            kept->digit = digit ? PyLong_AsLongLong(digit) : 0;
            Py_XSETREF(kept->value, Py_NewRef(value));
        }
        sheet->digits[n] = kept->digit;
    }
    return 0;
}

/* Put the numbers of the features that a fact has in ``asked``; how many. All are asked before any is looked up, so
   that memory is waited for once and not for each. */
static Py_ssize_t find_features(const Sheet *sheet) {
    Py_ssize_t found = 0;
    const Part *part = sheet->parts;
    for (Py_ssize_t n = 0; n < sheet->many; n++) {
        const Part *end = sheet->parts + sheet->templates[n].end;
        int64_t number = sheet->templates[n].first;
        for (; part < end && sheet->digits[part->column]; part++)
            number += part->counts * sheet->digits[part->column];
        if (part == end) {
            FETCH(&sheet->slots[slot_of(sheet, number)]);
            sheet->asked[found++] = number;
        }
        part = end;
    }
    return found;
}

static int weigh(const Sheet *sheet, PyObject *fact, int64_t *sums, int limbs) {
    if (find_digits(sheet, fact)) return -1;
    Py_ssize_t found = find_features(sheet);
    for (Py_ssize_t n = 0; n < found; n++) {
        int64_t number = sheet->asked[n], slot;
        uint64_t at = slot_of(sheet, number);
        while ((slot = sheet->slots[at]) != EMPTY && slot >> LOW != number) at = (at + 1) & sheet->last;
        if (slot == EMPTY) continue;
        if (!sheet->weights) {
            sums[0] += (int16_t)(slot & 0xFFFF);
            continue;
        }
        const int64_t *weight = sheet->weights + (slot & 0xFFFF) * limbs;
        for (int limb = 0; limb < limbs; limb++) sums[limb] += weight[limb];
    }
    return 0;
}

/* The sheets of a model, by where their families stand in memory. */

typedef struct {
    PyObject_HEAD
    PyObject *lay_out; /* knows nothing of this object, so that neither keeps the other */
    int limbs;
    Sheet **sheets;
    Py_ssize_t size, used;
} Sheets;

static void put(Sheet **sheets, Py_ssize_t size, Sheet *sheet) {
    uint64_t at = place_of(sheet->family);
    while (sheets[at & (size - 1)]) at++;
    sheets[at & (size - 1)] = sheet;
}

static int widen(Sheets *self) {
    Py_ssize_t size = 2 * self->size;
    Sheet **wider = room(size, sizeof(Sheet *));
    if (!wider) return -1;
    for (Py_ssize_t n = 0; n < self->size; n++)
        if (self->sheets[n]) put(wider, size, self->sheets[n]);
    PyMem_Free(self->sheets);
    self->sheets = wider;
    self->size = size;
    return 0;
}

static Sheet *open_sheet(Sheets *self, PyObject *family) {
    PyObject *laid = PyObject_CallOneArg(self->lay_out, family);
    if (!laid) return NULL;
    Sheet *sheet = sheet_of(family, laid, self->limbs);
    Py_DECREF(laid);
    if (!sheet) return NULL;
    if (2 * ++self->used > self->size && widen(self)) {
        let_go(sheet);
        return NULL;
    }
    put(self->sheets, self->size, sheet);
    return sheet;
}

static Sheet *sheet_for(Sheets *self, PyObject *family) {
    for (uint64_t at = place_of(family);; at++) {
        Sheet *sheet = self->sheets[at & (self->size - 1)];
        if (!sheet) return open_sheet(self, family);
        if (sheet->family == family) return sheet;
    }
}

static int add(Sheets *self, PyObject *fact, int64_t *sums) {
    if (!PyTuple_Check(fact) || !PyTuple_GET_SIZE(fact)) {
        PyErr_SetString(PyExc_TypeError, "a fact is a tuple: its family, then its values");
        return -1;
    }
    Sheet *sheet = sheet_for(self, PyTuple_GET_ITEM(fact, 0));
    if (!sheet) return -1;
    if (PyTuple_GET_SIZE(fact) <= sheet->last_value) {
        PyErr_Format(PyExc_ValueError, "a fact of %R has too few values", sheet->family);
        return -1;
    }
    return weigh(sheet, fact, sums, self->limbs);
}

static int add_all(Sheets *self, PyObject *told, int64_t *sums) {
    PyObject *facts = PySequence_Fast(told, "facts stand in a list or tuple");
    if (!facts) return -1;
    int failed = 0;
    for (Py_ssize_t n = 0; n < PySequence_Fast_GET_SIZE(facts) && !failed; n++)
        failed = add(self, PySequence_Fast_GET_ITEM(facts, n), sums);
    Py_DECREF(facts);
    return failed;
}

static PyObject *numbers_of(const int64_t *values, Py_ssize_t many) {
    PyObject *list = PyList_New(many);
    for (Py_ssize_t n = 0; list && n < many; n++) {
        PyObject *number = PyLong_FromLongLong(values[n]);
        if (!number) Py_CLEAR(list);
        else PyList_SET_ITEM(list, n, number);
    }
    return list;
}

static PyObject *total(Sheets *self, PyObject *facts) {
    int64_t sums[LIMBS] = {0};
    if (add_all(self, facts, sums)) return NULL;
    return self->limbs == 1 ? PyLong_FromLongLong(sums[0]) : numbers_of(sums, self->limbs);
}

/* The sums of labels, which stand side by side in the limbs, ``width`` bits for each. Half of what fits into so many is
   added to each, so that none is less than nought while they are parted. */
static PyObject *parted(Sheets *self, PyObject *const *args, Py_ssize_t given) {
    int64_t sums[LIMBS + 1] = {0}, found[LIMBS];
    if (given != 3) return PyErr_Format(PyExc_TypeError, "parted() takes facts, bits and labels");
    long width = PyLong_AsLong(args[1]), labels = PyLong_AsLong(args[2]);
    if (PyErr_Occurred()) return NULL;
    if (width < 1 || width > LIMB || labels < 0 || labels > LIMBS)
        return PyErr_Format(PyExc_ValueError, "%ld labels of %ld bits cannot be parted", labels, width);
    if (add_all(self, args[0], sums)) return NULL;
    for (long k = 0; k < labels; k++) {
        long half = width * (k + 1) - 1;
        sums[half / LIMB] += (int64_t)1 << half % LIMB;
    }
    long top = width * labels / LIMB < self->limbs ? self->limbs : width * labels / LIMB;
    for (long limb = 0; limb < top; limb++) {
        sums[limb + 1] += sums[limb] >> LIMB;
        sums[limb] &= ((int64_t)1 << LIMB) - 1;
    }
    for (long k = 0; k < labels; k++) {
        long limb = width * k / LIMB, from = width * k % LIMB;
        uint64_t value = (uint64_t)sums[limb] >> from | (uint64_t)sums[limb + 1] << (LIMB - from);
        found[k] = (int64_t)(value & (((uint64_t)1 << width) - 1)) - ((int64_t)1 << (width - 1));
    }
    return numbers_of(found, labels);
}

static PyObject *sheets_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    static char *names[] = {"lay_out", "limbs", NULL};
    PyObject *lay_out;
    int limbs;
    if (!PyArg_ParseTupleAndKeywords(args, named, "Oi", names, &lay_out, &limbs)) return NULL;
    if (limbs < 1 || limbs > LIMBS) return PyErr_Format(PyExc_ValueError, "a weight takes 1 to %d limbs", LIMBS);
    Sheets *self = (Sheets *)type->tp_alloc(type, 0);
    if (!self) return NULL;
    self->lay_out = Py_NewRef(lay_out);
    self->limbs = limbs;
    self->size = 16;
    if (!(self->sheets = room(self->size, sizeof(Sheet *)))) Py_CLEAR(self);
    return (PyObject *)self;
}

static void sheets_dealloc(Sheets *self) {
    for (Py_ssize_t n = 0; self->sheets && n < self->size; n++) let_go(self->sheets[n]);
    PyMem_Free(self->sheets);
    Py_XDECREF(self->lay_out);
    Py_TYPE(self)->tp_free(self);
}

static PyMethodDef methods[] = {
    {"total", (PyCFunction)total, METH_O, "What all features of all facts weigh together."},
    {"parted", (PyCFunction)(void (*)(void))parted, METH_FASTCALL, "The same for each label."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject sheets_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "marsad.coder.flat.Sheets",
    .tp_doc = "The weights of one model.",
    .tp_basicsize = sizeof(Sheets),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = sheets_new,
    .tp_dealloc = (destructor)sheets_dealloc,
    .tp_methods = methods,
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "flat", .m_size = -1};

PyMODINIT_FUNC PyInit_flat(void) {
    PyObject *made = PyModule_Create(&module);
    if (!made) return NULL;
    if (PyModule_AddType(made, &sheets_type)) Py_CLEAR(made);
    return made;
}
