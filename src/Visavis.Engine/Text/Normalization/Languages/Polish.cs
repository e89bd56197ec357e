using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class Polish
{
    public static Language Create() => new()
    {
        Code = "pl",
        To = "do",
        Minus = "minus",
        Plus = "plus",
        And = "i",
        Address = new AddressWords("kropka", "małpa", "ukośnik", "myślnik", "podkreślnik"),
        Months = List("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
        Date = (day, month, year, _) => $"{day} {month}{(year.Length > 0 ? " " + year : "")}",
        Time = (hour, minute) => minute == 0 ? $"{hour}" : $"{hour} {minute}",
        CentsJoint = " i ",
        Money = Coins(
            "zł PLN = jeden złoty, złotych, złote / jeden grosz, groszy, grosze; € EUR = jedno euro, euro / jeden cent, centów, centy; $ US$ USD = jeden dolar, dolarów, dolary / jeden cent, centów, centy; "
            + "£ GBP = jeden funt, funtów, funty / jeden pens, pensów, pensy"),
        Scales = Scales("mln = milion, milionów; mld = miliard, miliardów; tys. = tysiąc, tysięcy"),
        Units = Nouns(
            "km/h = jeden kilometr na godzinę, kilometrów na godzinę, kilometry na godzinę; km² = jeden kilometr kwadratowy, kilometrów kwadratowych, kilometry kwadratowe; "
            + "m² = jeden metr kwadratowy, metrów kwadratowych, metry kwadratowe; km = jeden kilometr, kilometrów, kilometry; m = jeden metr, metrów, metry; cm = jeden centymetr, centymetrów, centymetry; "
            + "mm = jeden milimetr, milimetrów, milimetry; kg = jeden kilogram, kilogramów, kilogramy; g = jeden gram, gramów, gramy; l = jeden litr, litrów, litry; ml = jeden mililitr, mililitrów, mililitry; "
            + "°C °_C = jeden stopień Celsjusza, stopni Celsjusza, stopnie Celsjusza; GB = jeden gigabajt, gigabajtów, gigabajty; MB = jeden megabajt, megabajtów, megabajty"),
        Half = ("pół", "i pół"),
        Fractions = [new("jedna trzecia", "trzecie"), new("jedna czwarta", "czwarte"), new("jedna piąta", "piąte"), new("jedna szósta", "szóste"), new("jedna siódma", "siódme"),
            new("jedna ósma", "ósme"), new("jedna dziewiąta", "dziewiąte"), new("jedna dziesiąta", "dziesiąte")],
        Abbreviations = Pairs(
            "np. = na przykład; itd. = i tak dalej; itp. = i tym podobne; m.in. = między innymi; tzn. = to znaczy; tj. = to jest; tzw. = tak zwany; ul. = ulica; al. = aleja; pl. = plac; nr = numer; "
            + "godz. = godzina; str. = strona; dr = doktor; prof. = profesor; inż. = inżynier; mgr = magister; ok. = około; r. = roku; w. = wieku; p.n.e. = przed naszą erą; n.e. = naszej ery; tel. = telefon; św. = święty"),
        SmallWords = Set("TO JEST NIE SIĘ W NA I ŻE DO Z JAK CO"),
        SpellsAcronyms = false,
    };
}
