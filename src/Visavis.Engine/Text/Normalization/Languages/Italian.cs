using System.Collections.Frozen;
using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class Italian
{
    private static readonly string[] Ordinals = List(
        "- primo secondo terzo quarto quinto sesto settimo ottavo nono decimo undicesimo dodicesimo tredicesimo quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo diciannovesimo "
        + "ventesimo ventunesimo ventiduesimo ventitreesimo");

    private static readonly FrozenSet<string> Queens = Set("Elisabetta Maria Caterina Cristina Anna Vittoria Margherita Giovanna Isabella");

    public static Language Create() => new()
    {
        Code = "it",
        To = "a",
        Minus = "meno",
        Plus = "più",
        And = "e",
        Telephone = @"(?<![\p{L}\d.,/+-])3\d{2}( \d{2,4}){2,3}(?![\d,])",
        Address = new AddressWords("punto", "chiocciola", "barra", "trattino", "trattino basso"),
        Months = List("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        Date = (day, month, year, _) => $"{(day == 1 ? "primo" : day)} {month}{(year.Length > 0 ? " " + year : "")}",
        Times = ["<H>:<M>", @"(?<=(?<!\p{L})([Oo]re|alle|dalle|delle|[Aa]lle) )<H>\.<M>"],
        Time = (hour, minute) => (hour == 1 ? "una" : $"{hour}") + (minute == 0 ? "" : $" e {minute}"),
        CentsJoint = " e ",
        Money = Coins(
            "€ EUR = un euro, euro / un centesimo, centesimi; $ US$ USD = un dollaro, dollari / un centesimo, centesimi; £ GBP = f:una sterlina, sterline / un penny, pence; "
            + "CHF = un franco svizzero, franchi svizzeri / un centesimo, centesimi; ¥ JPY = uno yen, yen / un sen, sen"),
        Scales = Scales("mln = un milione, milioni, di; mld = un miliardo, miliardi, di; milioni = un milione, milioni, di; milione = un milione, milioni, di; miliardi = un miliardo, miliardi, di; miliardo = un miliardo, miliardi, di"),
        Units = Nouns(
            "km/h = un chilometro orario, chilometri orari; m/s = un metro al secondo, metri al secondo; km² kmq = un chilometro quadrato, chilometri quadrati; m² mq = un metro quadrato, metri quadrati; "
            + "m³ mc = un metro cubo, metri cubi; km = un chilometro, chilometri; m = un metro, metri; cm = un centimetro, centimetri; mm = un millimetro, millimetri; ha = un ettaro, ettari; "
            + "kg Kg = un chilo, chili; g gr = un grammo, grammi; mg = un milligrammo, milligrammi; t = f:una tonnellata, tonnellate; l L = un litro, litri; ml = un millilitro, millilitri; "
            + "°C °_C = un grado Celsius, gradi Celsius; °F = un grado Fahrenheit, gradi Fahrenheit; kWh = un chilowattora, chilowattora; kW = un chilowatt, chilowatt; W = un watt, watt; V = un volt, volt; "
            + "Hz = un hertz, hertz; MHz = un megahertz, megahertz; GHz = un gigahertz, gigahertz; MB = un megabyte, megabyte; GB = un gigabyte, gigabyte; TB = un terabyte, terabyte; "
            + "h = f:un'ora, ore; min = un minuto, minuti; s sec = un secondo, secondi"),
        Half = ("mezzo", "e mezzo"),
        Fractions = [new("un terzo", "terzi"), new("un quarto", "quarti"), new("un quinto", "quinti"), new("un sesto", "sesti"), new("un settimo", "settimi"),
            new("un ottavo", "ottavi"), new("un nono", "noni"), new("un decimo", "decimi")],
        Abbreviations = Pairs(
            "Sig. = signor; Sig.ra = signora; Sig.na = signorina; Sigg. = signori; Dott. = dottor; Dr. = dottor; Dott.ssa = dottoressa; Prof. = professor; Prof.ssa = professoressa; Ing. = ingegner; "
            + "Avv. = avvocato; Arch. = architetto; Geom. = geometra; On. = onorevole; S. = san; ecc. = eccetera; etc. = eccetera; p. es. = per esempio; ad es. = ad esempio; per es. = per esempio; "
            + "a. C. = avanti Cristo; d. C. = dopo Cristo; n. = numero; n° = numero; nº = numero; N° = numero; nr. = numero; pag. = pagina; pagg. = pagine; cap. = capitolo; art. = articolo; fig. = figura; "
            + "vol. = volume; ca. = circa; max. = massimo; min. = minimo; tel. = telefono; cell. = cellulare; v.le = viale; p.zza = piazza; c.so = corso; sec. = secolo; gg. = giorni; vs. = versus; S.p.A. = S P A; s.r.l. = S R L; cfr. = confronta"),
        SmallWords = Set("IL LO LA I GLI LE È E DI NON CHE UN UNA IN MOLTO PER CON SI IO TU QUESTO DEL DELLA"),
        SaidAcronyms = Set("RAI ONU FIAT NATO IVA ISTAT INPS ENEL ANSA AIDS UFO LASER RADAR UNESCO IRPEF IMU ASL PIN SIM ATAC ENI"),
        SpelledAcronyms = Set("USA UE"),
        Own =
        [
            new(@"(?<![\d\p{L}.,])(?<number>\d{1,2})[°º](?= (?<noun>\p{L}{2,20}))", Ordinal),
            new(@"(?<=(?<!\p{L})[Ll]['’])(?<number>8\d?|11)(?!\d)", Elided),
            new(@"(?<=(?<![\p{L}])(?<name>\p{Lu}\p{Ll}{1,20}) )" + Roman.Pattern, King),
        ],
    };

    /// <summary>"3° piano", but "30° all'ombra".</summary>
    private static string? Ordinal(Match match)
    {
        var number = int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        var noun = match.Groups["noun"].Value;
        if (number == 0 || number >= Ordinals.Length || noun is "all" or "di" or "in" or "a" or "e" or "al" or "nord" or "sud" or "est" or "ovest")
        {
            return null;
        }
        return noun[^1] == 'a' || noun is "classe" or "volte" or "edizione" or "lezione" ? Ordinals[number][..^1] + "a" : Ordinals[number];
    }

    /// <summary>"l'80" is one word with its article.</summary>
    private static string Elided(Match match) => match.Value switch
    {
        "8" => "otto",
        "11" => "undici",
        "80" => "ottanta",
        "81" => "ottantuno",
        "88" => "ottantotto",
        _ => "ottanta" + List("- - due tré quattro cinque sei sette - nove")[match.Value[1] - '0'],
    };

    private static string? King(Match match) => Roman.Value(match.Groups["roman"].Value) switch
    {
        0 => null,
        var number when number < Ordinals.Length => Queens.Contains(match.Groups["name"].Value) ? Ordinals[number][..^1] + "a" : Ordinals[number],
        var number => $"{number}",
    };
}
