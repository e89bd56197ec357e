using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class French
{
    public static Language Create() => new()
    {
        Code = "fr",
        To = "à",
        Minus = "moins",
        Plus = "plus",
        And = "et",
        SaysDigitPairs = true,
        Address = new AddressWords("point", "arobase", "slash", "tiret", "tiret bas"),
        Months = List("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        Date = (day, month, year, _) => $"{(day == 1 ? "premier" : day)} {month}{(year.Length > 0 ? " " + year : "")}",
        Times = ["<H>:<M>", @"<H> ?[hH] ?<M>( ?min)?(?!\p{L})"],
        Time = (hour, minute) => $"{Hours(hour)}{(minute == 0 ? "" : $" {minute}")}",
        Money = Coins(
            "€ EUR = un euro, euros / un centime, centimes; $ US$ USD = un dollar, dollars / un cent, cents; £ GBP = une livre, livres / un penny, pence; "
            + "CHF = un franc suisse, francs suisses / un centime, centimes; ¥ JPY = un yen, yens / un sen, sens"),
        Scales = Scales("Md = un milliard, milliards, de; Mds = un milliard, milliards, de; M = un million, millions, de; k = mille, mille"),
        Units = Nouns(
            "km/h = un kilomètre heure, kilomètres heure; m/s = un mètre par seconde, mètres par seconde; km² = un kilomètre carré, kilomètres carrés; m² = un mètre carré, mètres carrés; "
            + "m³ = un mètre cube, mètres cubes; km = un kilomètre, kilomètres; m = un mètre, mètres; cm = un centimètre, centimètres; mm = un millimètre, millimètres; ha = un hectare, hectares; "
            + "kg = un kilo, kilos; g = un gramme, grammes; mg = un milligramme, milligrammes; t = une tonne, tonnes; l L = un litre, litres; ml mL = un millilitre, millilitres; "
            + "cl cL = un centilitre, centilitres; °C °_C = un degré Celsius, degrés Celsius; °F = un degré Fahrenheit, degrés Fahrenheit; kWh = un kilowattheure, kilowattheures; "
            + "kW = un kilowatt, kilowatts; W = un watt, watts; V = un volt, volts; Hz = un hertz, hertz; MHz = un mégahertz, mégahertz; GHz = un gigahertz, gigahertz; "
            + "Mo MB = un méga-octet, méga-octets; Go GB = un giga-octet, giga-octets; To TB = un téra-octet, téra-octets; h = une heure, heures; min mn = une minute, minutes; s = une seconde, secondes"),
        Half = ("un demi", "et demi"),
        Fractions = [new("un tiers", "tiers"), new("un quart", "quarts"), .. List("cinquième sixième septième huitième neuvième dixième").Select(part => new Noun("un " + part, part + "s"))],
        Abbreviations = Pairs(
            "M. = monsieur; MM. = messieurs; Mme = madame; Mmes = mesdames; Mlle = mademoiselle; Dr = docteur; Dr. = docteur; Pr = professeur; Me = maître; St = saint; Ste = sainte; "
            + "p. ex. = par exemple; c.-à-d. = c'est-à-dire; c-à-d = c'est-à-dire; etc. = et cetera; av. J.-C. = avant Jésus-Christ; apr. J.-C. = après Jésus-Christ; "
            + "n° = numéro; N° = numéro; nº = numéro; p. = page; pp. = pages; chap. = chapitre; fig. = figure; art. = article; env. = environ; max. = maximum; min. = minimum; tél. = téléphone; "
            + "bd = boulevard; Bd = boulevard; av. = avenue; cf. = confer; vol. = volume; éd. = édition; svp = s'il vous plaît; SVP = s'il vous plaît; RDV = rendez-vous; rdv = rendez-vous; ex. = exemple; "
            + "qqn = quelqu'un; qqch = quelque chose"),
        SmallWords = Set("LE LA LES EST ET UN UNE DES IL ELLE JE NE PAS QUE QUI DE EN CE SE POUR VOUS NOUS ON BON DU"),
        SaidAcronyms = Set("ONU OTAN ENA SIDA OVNI PACS LASER RADAR UNESCO FNAC INSEE PIN SIM SMIC CROUS CAF"),
        Own =
        [
            new(@"(?<![\d\p{L}.,])(?<number>\d{1,4})(?<ending>er|ers|ère|re|nde|nd|ème|eme|ième|è|e)(?<plural>s)?(?!\p{L})", Ordinal),
            new(@"(?<![\d\p{L}])(?<roman>[IVX]{1,6})(?<ending>er|ère|re|ème|e)(?!\p{L})", Ordinal),
            new(@"(?<=\p{Lu}\p{Ll}{1,20} )" + Roman.Pattern, match => Roman.Value(match.Value) is > 0 and var value ? $"{value}" : null),
        ],
    };

    private static string Hours(int hour) => hour switch
    {
        0 => "zéro heure",
        1 => "une heure",
        21 => "vingt et une heures",
        _ => $"{hour} heures",
    };

    /// <summary>espeak-ng reads "14ème" but spells "14e".</summary>
    private static string? Ordinal(Match match)
    {
        var number = match.Groups["roman"] is { Success: true, Value: var roman } ? $"{Roman.Value(roman)}" : match.Groups["number"].Value.TrimStart('0');
        var plural = match.Groups["plural"].Value;
        return (number, match.Groups["ending"].Value) switch
        {
            ("" or "0", _) => null,
            ("1", "er" or "ers") => "premier" + plural,
            ("1", "re" or "ère") => "première" + plural,
            ("2", "nd") => "second" + plural,
            ("2", "nde") => "seconde" + plural,
            _ => number + "ème",
        };
    }
}
