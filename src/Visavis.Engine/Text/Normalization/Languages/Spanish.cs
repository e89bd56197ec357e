using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class Spanish
{
    private static readonly string[] Ordinals = List(
        "- primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercero decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno vigésimo");

    private static readonly FrozenSet<string> Queens = Set("Isabel Isabela María Juana Catalina Cristina Ana Victoria Margarita");

    public static Language Create() => new()
    {
        Code = "es",
        To = "a",
        Minus = "menos",
        Plus = "más",
        And = "y",
        Telephone = @"(?<![\p{L}\d.,/+-])[6-9]\d{1,2}( \d{2,3}){2,3}(?![\d,])",
        Address = new AddressWords("punto", "arroba", "barra", "guion", "guion bajo"),
        Months = List("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        Date = (day, month, year, _) => $"{day} de {month}{(year.Length > 0 ? " de " + year : "")}",
        Times = [@"<H>:<M>( ?(h|hs|hrs|horas)(?!\p{L})\.?)?"],
        Time = (hour, minute) => (hour == 1 ? "una" : $"{hour}") + (minute > 0 ? $" y {minute}" : hour == 1 ? "" : " horas"),
        CentsJoint = " con ",
        Money = Coins(
            "€ EUR = un euro, euros / un céntimo, céntimos; $ US$ USD = un dólar, dólares / un centavo, centavos; £ GBP = f:una libra, libras / un penique, peniques; "
            + "CHF = un franco suizo, francos suizos / un céntimo, céntimos; ¥ JPY = un yen, yenes / un sen, senes; R$ BRL = un real, reales / un centavo, centavos; MXN = un peso, pesos / un centavo, centavos"),
        Scales = Scales("millones = un millón, millones, de; millón = un millón, millones, de; mil = mil, mil"),
        Units = Nouns(
            "km/h = un kilómetro por hora, kilómetros por hora; m/s = un metro por segundo, metros por segundo; km² = un kilómetro cuadrado, kilómetros cuadrados; m² = un metro cuadrado, metros cuadrados; "
            + "m³ = un metro cúbico, metros cúbicos; km = un kilómetro, kilómetros; m = un metro, metros; cm = un centímetro, centímetros; mm = un milímetro, milímetros; ha = f:una hectárea, hectáreas; "
            + "kg = un kilo, kilos; g = un gramo, gramos; mg = un miligramo, miligramos; t = f:una tonelada, toneladas; l L = un litro, litros; ml mL = un mililitro, mililitros; "
            + "°C °_C ºC = un grado Celsius, grados Celsius; °F = un grado Fahrenheit, grados Fahrenheit; kWh = un kilovatio hora, kilovatios hora; kW = un kilovatio, kilovatios; "
            + "W = un vatio, vatios; V = un voltio, voltios; Hz = un hercio, hercios; MHz = un megahercio, megahercios; GHz = un gigahercio, gigahercios; MB = un megabyte, megabytes; "
            + "GB = un gigabyte, gigabytes; TB = un terabyte, terabytes; h = f:una hora, horas; min = un minuto, minutos; s = un segundo, segundos"),
        Half = ("un medio", "y medio"),
        Fractions = [new("un tercio", "tercios"), new("un cuarto", "cuartos"), new("un quinto", "quintos"), new("un sexto", "sextos"), new("un séptimo", "séptimos"),
            new("un octavo", "octavos"), new("un noveno", "novenos"), new("un décimo", "décimos")],
        Abbreviations = Pairs(
            "Sr. = señor; Sra. = señora; Srta. = señorita; Sres. = señores; D. = don; Dña. = doña; Dr. = doctor; Dra. = doctora; Prof. = profesor; Profa. = profesora; Lic. = licenciado; "
            + "Ing. = ingeniero; Ud. = usted; Uds. = ustedes; Vd. = usted; Vds. = ustedes; EE. UU. = Estados Unidos; EE UU = Estados Unidos; EEUU = Estados Unidos; JJ. OO. = Juegos Olímpicos; "
            + "p. ej. = por ejemplo; etc. = etcétera; a. C. = antes de Cristo; d. C. = después de Cristo; a. m. = a eme; p. m. = pe eme; n.º = número; nº = número; n° = número; Nº = número; núm. = número; "
            + "pág. = página; págs. = páginas; cap. = capítulo; art. = artículo; fig. = figura; vol. = volumen; aprox. = aproximadamente; máx. = máximo; mín. = mínimo; tel. = teléfono; "
            + "tfno. = teléfono; av. = avenida; avda. = avenida; pza. = plaza; c/ = calle; C/ = calle; s. = siglo; vs. = versus; dcha. = derecha; izq. = izquierda; Sto. = santo; Sta. = santa; S. A. = S A; "
            + "Cía. = compañía; depto. = departamento; admón. = administración"),
        SmallWords = Set("EL LA LOS LAS ES ESTO ESTE ESTA Y DE NO QUE UN UNA EN MUY POR CON SE SU TU YO ESTÁ PARA"),
        SaidAcronyms = Set("ONU OTAN UNED IVA AVE ONG IRPF NIF NIE PIN SIM SIDA OVNI LASER RADAR UNESCO UCI RENFE INEM PYME OEA ITV"),
        SpelledAcronyms = Set("IRPF ONG ITV"),
        Own =
        [
            new(@"(?<![\d\p{L}.,])(?<number>\d{1,2})\.?(?<ending>º|ª|°(?= \p{Ll})|er|ro|do|to|mo|vo|no|ra|da|ta|ma|va|na)(?![\p{L}\d])", Ordinal),
            new(@"(?<=(?<![\p{L}])(?<name>\p{Lu}\p{Ll}{1,20}) )" + Roman.Pattern, King),
        ],
    };

    private static string? Ordinal(Match match)
    {
        var number = int.Parse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        if (number == 0 || number >= Ordinals.Length)
        {
            return null;
        }
        var word = Ordinals[number];
        return match.Groups["ending"].Value switch
        {
            "er" => word.EndsWith("ero", StringComparison.Ordinal) ? word[..^1] : word,
            "ª" or "ra" or "da" or "ta" or "ma" or "va" or "na" => word[..^1] + "a",
            _ => word,
        };
    }

    /// <summary>Kings are counted in ordinals up to ten.</summary>
    private static string? King(Match match) => Roman.Value(match.Groups["roman"].Value) switch
    {
        0 => null,
        <= 10 and var number => Queens.Contains(match.Groups["name"].Value) ? Ordinals[number][..^1] + "a" : Ordinals[number],
        var number => $"{number}",
    };
}
