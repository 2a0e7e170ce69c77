/// Languages by their codes and names.
enum NameLanguageTable {
    /// One language between semicolons: its BCP 47 tag, then the other words for it, which are codes of ISO 639-2 in
    /// both forms, the English name, what the language calls itself, and what sites for subtitles write.
    static let entries = """
        aa aar afar; ab abk abkhazian; ae ave avestan; af afr afrikaans; ak aka akan; am amh amharic;
        an arg aragonese; ar ara arabic العربية; as asm assamese; av ava avaric; ay aym aymara;
        az aze azerbaijani; ba bak bashkir; be bel belarusian; bg bul bulgarian български; bi bis bislama;
        bm bam bambara; bn ben bengali; bo bod tib tibetan; br bre breton; bs bos bosnian bosanski;
        ca cat catalan català; ce che chechen; ch cha chamorro; co cos corsican; cr cre cree;
        cs ces cze czech čeština; cu chu; cv chv chuvash; cy cym wel welsh; da dan danish dansk;
        de deu ger german deutsch; dv div maldivian; dz dzo dzongkha; ee ewe; el ell gre greek ελληνικά;
        en eng english; eo epo esperanto; es spa spanish español espanol; et est estonian eesti;
        eu eus baq basque euskara; fa fas per persian farsi فارسی; ff ful fulah; fi fin finnish suomi;
        fj fij fijian; fo fao faroese; fr fra fre french français francais; fy fry frisian; ga gle irish;
        gd gla gaelic; gl glg galician galego; gn grn guarani; gu guj gujarati; gv glv manx; ha hau hausa;
        he heb hebrew עברית; hi hin hindi; ho hmo; hr hrv scr croatian hrvatski; ht hat haitian;
        hu hun hungarian magyar; hy hye arm armenian; hz her herero; ia ina interlingua;
        id ind indonesian indonesia; ie ile interlingue; ig ibo igbo; ii iii; ik ipk inupiaq; io ido;
        is isl ice icelandic íslenska; it ita italian italiano; iu iku inuktitut; ja jpn japanese jp 日本語;
        jv jav javanese; ka kat geo georgian; kg kon kongo; ki kik kikuyu; kj kua; kk kaz kazakh; kl kal;
        km khm khmer; kn kan kannada; ko kor korean 한국어; kr kau kanuri; ks kas kashmiri; ku kur kurdish;
        kv kom komi; kw cor cornish; ky kir kyrgyz; la lat; lb ltz luxembourgish; lg lug ganda;
        li lim limburgish; ln lin lingala; lo lao; lt lit lithuanian lietuvių; lu lub; lv lav latvian latviešu;
        mg mlg malagasy; mh mah marshallese; mi mri mao maori; mk mkd mac macedonian; ml mal malayalam;
        mn mon mongolian; mr mar marathi; ms msa may malay; mt mlt maltese; my mya bur burmese; na nau nauru;
        nb nob; nd nde; ne nep nepali; ng ndo ndonga; nl nld dut dutch nederlands flemish; nn nno nynorsk;
        no nor norwegian norsk bokmål bokmal; nr nbl; nv nav navajo; ny nya chichewa; oc oci occitan;
        oj oji ojibwa; om orm oromo; or ori odia; os oss ossetian; pa pan punjabi; pi pli;
        pl pol polish polski; ps pus pashto; pt por portuguese português portugues; pt-BR pob pb ptbr;
        pt-PT ptpt; qu que quechua; rm roh romansh; rn run rundi; ro ron rum romanian română;
        ru rus russian русский; rw kin kinyarwanda; sa san sanskrit; sc srd sardinian; sd snd sindhi; se sme;
        sg sag sango; si sin sinhala sinhalese; sk slk slo slovak slovenčina; sl slv slovenian slovenščina;
        sm smo samoan; sn sna shona; so som somali; sq sqi alb albanian shqip;
        sr srp scc serbian srpski српски; ss ssw swati; st sot; su sun sundanese; sv swe swedish svenska;
        sw swa swahili; ta tam tamil; te tel telugu; tg tgk tajik; th tha thai ไทย; ti tir; tk tuk turkmen;
        tl tgl tagalog; tn tsn tswana; to ton tonga; tr tur turkish türkçe; ts tso tsonga; tt tat tatar;
        tw twi; ty tah tahitian; ug uig uyghur; uk ukr ukrainian українська; ur urd urdu; uz uzb uzbek;
        ve ven venda; vi vie vietnamese; vo vol; wa wln walloon; wo wol wolof; xh xho xhosa; yi yid yiddish;
        yo yor yoruba; za zha zhuang; zh zho chi chinese mandarin 中文; zh-Hans chs zhs 简体; zh-Hant cht zht 繁體;
        zu zul zulu; yue cantonese; cmn; fil filipino; gsw; haw hawaiian; nds; mnr; ast asturian;
        es-419 latino; mul; und;
        """
}
