using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class German
{
    private const string MonthNames = "(Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)";

    /// <summary>Behind these an ordinal ends with -en.</summary>
    private static readonly FrozenSet<string> WeakWords = Set(
        "am im vom zum zur beim dem den des ab bis seit nach einem einen eines einer jedem jeden diesem diesen dieses jenem ihrem seinem meinem "
        + "unserem ihren seinen meinen unseren auf mit bei von zwischen alle ihrer seiner meiner");

    /// <summary>Behind these with -e.</summary>
    private static readonly FrozenSet<string> ArticleWords = Set("der die das jede diese jene ihre seine meine unsere eine");

    /// <summary>An ordinal in front of these, whatever stands before it.</summary>
    private static readonly FrozenSet<string> Counted = Set(
        "Jahrhundert Jahrhunderts Mal Platz Stock Stockwerk Etage Klasse Kapitel Tag Woche Runde Geburtstag Jahrestag Auflage Liga Weltkrieg Halbjahr Quartal "
        + "Semester Lebensjahr Spieltag Akt Satz Teil Band Absatz");

    private static readonly FrozenSet<string> Feminine = Set("Klasse Etage Woche Runde Stunde Auflage Seite Minute Liga Generation Person Stelle Reihe Staffel Phase");

    private static readonly string[] Ones = List(
        "- ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn");

    private static readonly string[] Tens = List("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig");

    public static Language Create() => new()
    {
        Code = "de",
        To = "bis",
        Minus = "minus",
        Plus = "plus",
        And = "und",
        Address = new AddressWords("Punkt", "ätt", "Schrägstrich", "Bindestrich", "Unterstrich"),
        Months = List("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        Date = Date,
        Times = ["<H>:<M>( ?Uhr| ?h(?!\\p{L}))?", "<H>\\.<M> ?Uhr"],
        Time = (hour, minute) => $"{(hour == 1 ? "ein" : hour)} Uhr{(minute == 0 ? "" : $" {minute}")}",
        Money = Coins(
            "€ EUR = ein Euro, Euro / ein Cent, Cent; $ US$ USD = ein Dollar, Dollar / ein Cent, Cent; £ GBP = ein Pfund, Pfund / ein Penny, Pence; "
            + "CHF Fr. SFr. = ein Franken, Franken / ein Rappen, Rappen; ¥ JPY = ein Yen, Yen / ein Sen, Sen; zł PLN = ein Zloty, Zloty / ein Groschen, Groschen"),
        Scales = Scales("Tsd. = eintausend, tausend; Mio. = eine Million, Millionen; Mio = eine Million, Millionen; Mrd. = eine Milliarde, Milliarden; Mrd = eine Milliarde, Milliarden"),
        Units = Nouns(
            "km/h = ein Kilometer pro Stunde, Kilometer pro Stunde; m/s = ein Meter pro Sekunde, Meter pro Sekunde; km² qkm = ein Quadratkilometer, Quadratkilometer; "
            + "m² qm = ein Quadratmeter, Quadratmeter; m³ = ein Kubikmeter, Kubikmeter; km = ein Kilometer, Kilometer; m = ein Meter, Meter; cm = ein Zentimeter, Zentimeter; "
            + "mm = ein Millimeter, Millimeter; ha = ein Hektar, Hektar; kg = ein Kilogramm, Kilogramm; g = ein Gramm, Gramm; mg = ein Milligramm, Milligramm; t = eine Tonne, Tonnen; "
            + "l = ein Liter, Liter; ml = ein Milliliter, Milliliter; °C °_C = ein Grad Celsius, Grad Celsius; °F = ein Grad Fahrenheit, Grad Fahrenheit; kWh = eine Kilowattstunde, Kilowattstunden; "
            + "kW = ein Kilowatt, Kilowatt; MW = ein Megawatt, Megawatt; W = ein Watt, Watt; V = ein Volt, Volt; PS = ein P S, P S; Hz = ein Hertz, Hertz; MHz = ein Megahertz, Megahertz; "
            + "GHz = ein Gigahertz, Gigahertz; MB = ein Megabyte, Megabyte; GB = ein Gigabyte, Gigabyte; TB = ein Terabyte, Terabyte; h Std. = eine Stunde, Stunden; "
            + "min Min. = eine Minute, Minuten; s Sek. = eine Sekunde, Sekunden; ms = eine Millisekunde, Millisekunden"),
        Half = ("ein halb", "ein halb"),
        Fractions = [.. List("Drittel Viertel Fünftel Sechstel Siebtel Achtel Neuntel Zehntel").Select(part => new Noun("ein " + part, part))],
        Abbreviations = Pairs(
            "z. B. = zum Beispiel; d. h. = das heißt; u. a. = unter anderem; u. Ä. = und Ähnliches; u. ä. = und ähnliches; o. Ä. = oder Ähnliches; i. d. R. = in der Regel; "
            + "z. T. = zum Teil; v. a. = vor allem; u. U. = unter Umständen; m. E. = meines Erachtens; s. o. = siehe oben; s. u. = siehe unten; z. Z. = zurzeit; z. Zt. = zurzeit; "
            + "n. Chr. = nach Christus; v. Chr. = vor Christus; e. V. = eingetragener Verein; i. A. = im Auftrag; usw. = und so weiter; etc. = et cetera; bzw. = beziehungsweise; "
            + "ca. = circa; vgl. = vergleiche; evtl. = eventuell; ggf. = gegebenenfalls; inkl. = inklusive; exkl. = exklusive; zzgl. = zuzüglich; abzgl. = abzüglich; max. = maximal; "
            + "min. = minimal; mind. = mindestens; sog. = sogenannte; bspw. = beispielsweise; insb. = insbesondere; Dr. = Doktor; Prof. = Professor; Hr. = Herr; Fr. = Frau; "
            + "Dipl.-Ing. = Diplom-Ingenieur; St. = Sankt; Str. = Straße; str. = straße; Nr. = Nummer; Tel. = Telefon; Abb. = Abbildung; Kap. = Kapitel; Abs. = Absatz; "
            + "Art. = Artikel; Bd. = Band; geb. = geboren; gest. = gestorben; Jh. = Jahrhundert; Mio. = Millionen; Mrd. = Milliarden; Hbf. = Hauptbahnhof; Hbf = Hauptbahnhof; "
            + "GmbH = G m b H; KG = K G; LKW = L K W; PKW = P K W; Lkw = L k w; Pkw = P k w"),
        SmallWords = Set("DAS IST DIE DER UND NICHT ICH EIN EINE SIE WIR ES IN AUF MIT DU SO ZU DEN WAS WIE HIER"),
        SaidAcronyms = Set("UNO GAU TÜV AIDS NATO LASER RADAR UNESCO PISA OPEC ASEAN BAFÖG NASA FIFA UEFA IKEA OSZE HIV SIM PIN"),
        SpelledAcronyms = Set("USA EU UNHCR AEG OECD HIV"),
        Own = Own(),
    };

    private static Rewriting[] Own() =>
    [
        new(
            Calendar.Before + $@"(?<![\d\p{{L}}.,])(?<day>[0-3]?\d)\. ?(?<month>{MonthNames})( (?<year>\d{{4}}))?(?![\p{{L}}\d])",
            match => Date(Number(match.Groups["day"].Value), match.Groups["month"].Value, match.Groups["year"].Value, match.Groups["before"].Value)),
        new(Calendar.Before + @"(?<![\d\p{L}.,])(?<number>\d{1,2})\.(?= (?<noun>\p{L}{2,20}))", Ordinal),
        new(Calendar.Before + @"(?<![\d\p{L}.,])(?<roman>[IVX]{1,6})\.((?<last>\z)|(?! \p{L}\.)(?=(?<next> \p{L})?))", RomanOrdinal),
        new(
            @"(?<![\d\p{L}.,:/+–-])(?<hundreds>1[1-9])(?<rest>\d\d)(?<ending>er[n]?)?(?![\d\p{L}%]|[.,:]\d)",
            match => $"{match.Groups["hundreds"].Value} hundert{Rest(match.Groups["rest"].Value)}{match.Groups["ending"].Value}"),
    ];

    private static string Date(int day, string month, string year, string before)
    {
        var ordinal = WrittenOrdinal(day, WeakWords.Contains(before.ToLowerInvariant()) ? "en" : ArticleWords.Contains(before.ToLowerInvariant()) ? "e" : "er");
        return ordinal + " " + month + (year.Length > 0 ? " " + Year(year) : "");
    }

    /// <summary>"neunzehnhundert…", but "zweitausend…".</summary>
    private static string Year(string year) => year[0] == '1' && year[1] is >= '1' ? $"{year[..2]} hundert{Rest(year[2..])}" : year;

    private static string Rest(string digits) => digits == "00" ? "" : " " + digits.TrimStart('0');

    private static string? Ordinal(Match match)
    {
        var (before, noun) = (match.Groups["before"].Value.ToLowerInvariant(), match.Groups["noun"].Value);
        var ending = WeakWords.Contains(before) || (before == "der" && Feminine.Contains(noun)) ? "en"
            : ArticleWords.Contains(before) ? "e"
            : !Counted.Contains(noun) ? null
            : Feminine.Contains(noun) ? "e"
            : noun is "Mal" or "Jahrhundert" or "Kapitel" or "Stockwerk" or "Quartal" or "Semester" or "Halbjahr" or "Lebensjahr" ? "es" : "er";
        var number = Number(match.Groups["number"].Value);
        return ending is null || number == 0 ? null : WrittenOrdinal(number, ending);
    }

    /// <summary>"Ludwig XIV." and "der II. Weltkrieg"; "Peter V. Meyer" is neither.</summary>
    private static string? RomanOrdinal(Match match)
    {
        var (before, numeral) = (match.Groups["before"].Value, match.Groups["roman"].Value);
        var number = Roman.Value(numeral);
        var isName = before.Length > 1 && char.IsUpper(before[0]) && !WeakWords.Contains(before.ToLowerInvariant()) && !ArticleWords.Contains(before.ToLowerInvariant());
        var next = match.Groups["next"].Value;
        if (number == 0 || (numeral.Length == 1 && (!isName || (next.Length > 1 && char.IsUpper(next[1])))) || (!isName && next.Length == 0))
        {
            return null;
        }
        var stop = match.Groups["last"].Success ? "." : "";
        var word = WrittenOrdinal(number, WeakWords.Contains(before.ToLowerInvariant()) ? "en" : isName || ArticleWords.Contains(before.ToLowerInvariant()) ? "e" : "er");
        return isName ? $"der {char.ToUpperInvariant(word[0])}{word[1..]}{stop}" : word;
    }

    public static string WrittenOrdinal(int number, string ending) => number switch
    {
        1 => "erst",
        3 => "dritt",
        7 => "siebt",
        8 => "acht",
        < 20 => Ones[number] + "t",
        _ when number % 10 == 0 => Tens[number / 10] + "st",
        _ => $"{Ones[number % 10]}und{Tens[number / 10]}st",
    } + ending;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
