using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class Dutch
{
    public static Language Create() => new()
    {
        Code = "nl",
        To = "tot",
        Minus = "min",
        Plus = "plus",
        And = "en",
        Address = new AddressWords("punt", "apenstaartje", "slash", "streepje", "laag streepje"),
        Months = List("januari februari maart april mei juni juli augustus september oktober november december"),
        Date = (day, month, year, _) => $"{day} {month}{(year.Length > 0 ? " " + year : "")}",
        Times = [@"<H>:<M>( ?(uur|u\.?)(?!\p{L}))?", @"<H>[.]<M> ?(uur|u\.?)(?!\p{L})"],
        Time = (hour, minute) => $"{hour} uur{(minute == 0 ? "" : $" {minute}")}",
        Money = Coins("€ EUR = één euro, euro / één cent, cent; $ US$ USD = één dollar, dollar / één cent, cent; £ GBP = één pond, pond / één penny, pence"),
        Scales = Scales("mln. = één miljoen, miljoen; mln = één miljoen, miljoen; mld. = één miljard, miljard; mld = één miljard, miljard; miljoen = één miljoen, miljoen; miljard = één miljard, miljard"),
        Units = Nouns(
            "km/h km/u = één kilometer per uur, kilometer per uur; km² = één vierkante kilometer, vierkante kilometer; m² = één vierkante meter, vierkante meter; km = één kilometer, kilometer; m = één meter, meter; "
            + "cm = één centimeter, centimeter; mm = één millimeter, millimeter; kg = één kilo, kilo; g = één gram, gram; l = één liter, liter; ml = één milliliter, milliliter; "
            + "°C °_C = één graad Celsius, graden Celsius; kWh = één kilowattuur, kilowattuur; kW = één kilowatt, kilowatt; MB = één megabyte, megabyte; GB = één gigabyte, gigabyte; min = één minuut, minuten; s = één seconde, seconden"),
        Half = ("een half", "en een half"),
        Fractions = [.. List("derde kwart vijfde zesde zevende achtste negende tiende").Select(part => new Noun("één " + part, part))],
        Abbreviations = Pairs(
            "bijv. = bijvoorbeeld; bv. = bijvoorbeeld; d.w.z. = dat wil zeggen; enz. = enzovoort; etc. = et cetera; dhr. = de heer; mevr. = mevrouw; dr. = doctor; Dr. = doctor; prof. = professor; "
            + "o.a. = onder andere; m.b.t. = met betrekking tot; i.p.v. = in plaats van; t.o.v. = ten opzichte van; ca. = circa; max. = maximaal; min. = minimaal; incl. = inclusief; excl. = exclusief; "
            + "nr. = nummer; blz. = bladzijde; tel. = telefoon; str. = straat; a.u.b. = alstublieft; v.Chr. = voor Christus; n.Chr. = na Christus"),
        SmallWords = Set("DE HET EEN IS EN VAN NIET DAT DIT IK JE WE IN OP TE MET VOOR"),
        SpellsAcronyms = false,
        Own =
        [
            new(@"(?<![\d\p{L}.,])1(e|ste)(?!\p{L})", _ => "eerste"),
            new(@"(?<![\d\p{L}.,])(?<number>[2-9])(e|de|ste)(?!\p{L})", match => List("- - tweede derde vierde vijfde zesde zevende achtste negende")[match.Value[0] - '0']),
            new(@"(?<![\d\p{L}.,])(?<number>\d{2})(e|de|ste)(?!\p{L})", match => match.Groups["number"].Value + (int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) is >= 20 or 18 ? " ste" : " de")),
            new(@"(?<![\d\p{L}.,:/+–-])(?<hundreds>1[1-9])(?<rest>\d\d)(?![\d\p{L}%]|[.,:]\d)", match => $"{match.Groups["hundreds"].Value} honderd{(match.Groups["rest"].Value is "00" ? "" : " " + match.Groups["rest"].Value.TrimStart('0'))}"),
        ],
    };
}
