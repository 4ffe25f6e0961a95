/* SPDX-License-Identifier: MIT */
#include "pdf/metadata.h"

/* D:20221106120000Z from 2022-11-06T12:00:00Z. */
static void put_pdf_date(struct buf *out, struct str iso)
{
    buf_text(out, "(D:");
    for (size_t i = 0; i < iso.n; i++)
        if (iso.p[i] >= '0' && iso.p[i] <= '9')
            buf_char(out, iso.p[i]);
    buf_text(out, "Z)");
}

static void put_xmp_date(struct buf *out, const char *name, struct str iso)
{
    buf_format(out, "<xmp:%s>%.*s</xmp:%s>", name, (int)iso.n, iso.p, name);
}

static void put_xml(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '<')
            buf_text(out, "&lt;");
        else if (c == '>')
            buf_text(out, "&gt;");
        else if (c == '&')
            buf_text(out, "&amp;");
        else
            buf_char(out, c);
    }
}

static void put_entry(struct buf *out, const char *key, struct str text)
{
    if (text.n == 0)
        return;
    buf_char(out, '/');
    buf_text(out, key);
    pdf_put_text(out, text);
}

static void write_information(struct pdf_objects *objects, const struct pdf_properties *properties)
{
    struct buf *body = pdf_dict_body(pdf_information(objects));
    put_entry(body, "Title", properties->title);
    put_entry(body, "Author", properties->author);
    put_entry(body, "Subject", properties->subject);
    put_entry(body, "Producer", properties->producer);
    if (properties->date.n) {
        buf_text(body, "/CreationDate");
        put_pdf_date(body, properties->date);
        buf_text(body, "/ModDate");
        put_pdf_date(body, properties->date);
    }
}

static const char xmp_head[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
    "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
    "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n";

static const char xmp_claims[] = "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part>"
                                 "<pdfaid:conformance>A</pdfaid:conformance>\n";

/* PDF/A wants properties that it does not know described: those of PDF/UA. */
static const char xmp_extension[] =
    "<rdf:Description rdf:about=\"\" "
    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>"
    "<rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    "</rdf:Description>\n";

static void write_xmp(struct pdf_objects *objects, const struct pdf_properties *properties)
{
    struct buf out = {0};
    buf_text(&out, xmp_head);
    buf_text(&out, "<dc:format>application/pdf</dc:format><dc:title><rdf:Alt>"
                   "<rdf:li xml:lang=\"x-default\">");
    put_xml(&out, properties->title);
    buf_text(&out, "</rdf:li></rdf:Alt></dc:title>");
    if (properties->author.n) {
        buf_text(&out, "<dc:creator><rdf:Seq><rdf:li>");
        put_xml(&out, properties->author);
        buf_text(&out, "</rdf:li></rdf:Seq></dc:creator>");
    }
    if (properties->subject.n) {
        buf_text(&out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">");
        put_xml(&out, properties->subject);
        buf_text(&out, "</rdf:li></rdf:Alt></dc:description>");
    }
    buf_text(&out, "<dc:language><rdf:Bag><rdf:li>");
    put_xml(&out, properties->language);
    buf_text(&out, "</rdf:li></rdf:Bag></dc:language>");
    if (properties->date.n) {
        put_xmp_date(&out, "CreateDate", properties->date);
        put_xmp_date(&out, "ModifyDate", properties->date);
    }
    buf_text(&out, "<pdf:Producer>");
    put_xml(&out, properties->producer);
    buf_text(&out, "</pdf:Producer>\n");
    buf_text(&out, xmp_claims);
    buf_text(&out, "</rdf:Description>\n");
    buf_text(&out, xmp_extension);
    buf_text(&out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
    HPDF_Dict stream =
        pdf_stream_new(objects, buf_view(&out), false, STR("/Type/Metadata/Subtype/XML"));
    HPDF_Dict_Add(objects->doc->catalog, "Metadata", stream);
    buf_free(&out);
}

static void write_output_intent(struct pdf_objects *objects, struct str profile)
{
    HPDF_Dict icc = pdf_stream_new(objects, profile, true, STR("/N 3"));
    HPDF_Dict intent = pdf_dict_new(objects);
    buf_format(pdf_dict_body(intent),
               "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
               "/Info(sRGB)/DestOutputProfile %u 0 R",
               pdf_object_number(icc));
    HPDF_Array intents = HPDF_Array_New(objects->doc->mmgr);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_Add(objects->doc->catalog, "OutputIntents", intents);
}

void pdf_metadata_write(struct pdf_objects *objects, const struct pdf_writer_options *options)
{
    HPDF_Doc doc = objects->doc;
    struct str language = options->properties.language;
    write_information(objects, &options->properties);
    HPDF_Dict view = pdf_dict_new(objects);
    buf_text(pdf_dict_body(view), "/DisplayDocTitle true");
    HPDF_Dict_Add(doc->catalog, "ViewerPreferences", view);
    HPDF_Dict_Add(
        doc->catalog, "Lang",
        HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)(uintptr_t)language.p, (HPDF_UINT)language.n));
    if (!options->tagged)
        return;
    write_xmp(objects, &options->properties);
    if (options->color_profile.n)
        write_output_intent(objects, options->color_profile);
    HPDF_Dict marked = pdf_dict_new(objects);
    buf_text(pdf_dict_body(marked), "/Marked true");
    HPDF_Dict_Add(doc->catalog, "MarkInfo", marked);
}

static HPDF_Dict write_attachment(struct pdf_objects *objects, const struct pdf_attachment *file,
                                  const struct pdf_properties *properties)
{
    struct buf entries = {0};
    buf_text(&entries, "/Type/EmbeddedFile/Subtype");
    pdf_put_name(&entries, file->type);
    buf_format(&entries, "/Params<</Size %zu", file->bytes.n);
    if (properties->date.n) {
        buf_text(&entries, "/ModDate");
        put_pdf_date(&entries, properties->date);
    }
    buf_text(&entries, ">>");
    HPDF_Dict stream = pdf_stream_new(objects, file->bytes, true, buf_view(&entries));
    buf_free(&entries);
    HPDF_Dict spec = pdf_dict_new(objects);
    struct buf *body = pdf_dict_body(spec);
    buf_text(body, "/Type/Filespec/AFRelationship/Data/F");
    pdf_put_bytes(body, file->name);
    put_entry(body, "UF", file->name);
    put_entry(body, "Desc", file->description);
    unsigned number = pdf_object_number(stream);
    buf_format(body, "/EF<</F %u 0 R/UF %u 0 R>>", number, number);
    return spec;
}

void pdf_metadata_attach(struct pdf_objects *objects, struct arena *arena,
                         const struct pdf_attachment *files, size_t count,
                         const struct pdf_properties *properties)
{
    if (count == 0)
        return;
    const struct pdf_attachment **sorted = ARENA_ARRAY(arena, const struct pdf_attachment *, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && str_compare(files[i].name, sorted[at - 1]->name) < 0; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = &files[i];
    }
    HPDF_Dict names = pdf_dict_new(objects);
    struct buf *body = pdf_dict_body(names);
    HPDF_Array list = HPDF_Array_New(objects->doc->mmgr);
    buf_text(body, "/EmbeddedFiles<</Names[");
    for (size_t i = 0; i < count; i++) {
        HPDF_Dict spec = write_attachment(objects, sorted[i], properties);
        HPDF_Array_Add(list, spec);
        pdf_put_bytes(body, sorted[i]->name);
        pdf_put_ref(body, pdf_object_number(spec));
    }
    buf_text(body, "]>>");
    HPDF_Dict_Add(objects->doc->catalog, "AF", list);
    HPDF_Dict_Add(objects->doc->catalog, "Names", names);
}
