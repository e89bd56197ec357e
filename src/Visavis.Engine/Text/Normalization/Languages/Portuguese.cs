using System.Collections.Frozen;
using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

internal static class Portuguese
{
    private static readonly string[] Ordinals = List("- primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo");

    private static readonly FrozenSet<string> Queens = Set("Isabel Maria Joana Catarina Cristina Ana Vitória Margarida");

    public static Language Create() => new()
    {
        Code = "pt",
        To = "a",
        Minus = "menos",
        Plus = "mais",
        And = "e",
        Address = new AddressWords("ponto", "arroba", "barra", "hífen", "sublinhado"),
        Months = List("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        Date = (day, month, year, _) => $"{(day == 1 ? "primeiro" : day)} de {month}{(year.Length > 0 ? " de " + year : "")}",
        Times = [@"<H>:<M>( ?(h|hs|horas)(?!\p{L}))?", @"<H> ?h ?<M>( ?min)?(?!\p{L})"],
        Time = (hour, minute) => Hours(hour) + (minute == 0 ? "" : $" e {minute}"),
        CentsJoint = " e ",
        FeminineNumerals = Pairs("2 = duas; 21 = vinte e uma; 22 = vinte e duas"),
        Money = Coins(
            "R$ BRL = um real, reais / um centavo, centavos; € EUR = um euro, euros / um cêntimo, cêntimos; $ US$ USD = um dólar, dólares / um centavo, centavos; "
            + "£ GBP = f:uma libra, libras / um penny, pence; CHF = um franco suíço, francos suíços / um cêntimo, cêntimos; ¥ JPY = um iene, ienes / um sen, sens"),
        Scales = Scales("milhões = um milhão, milhões, de; milhão = um milhão, milhões, de; bilhões = um bilhão, bilhões, de; bilhão = um bilhão, bilhões, de; mil = mil, mil; mi = um milhão, milhões, de; bi = um bilhão, bilhões, de"),
        Units = Nouns(
            "km/h = um quilômetro por hora, quilômetros por hora; m/s = um metro por segundo, metros por segundo; km² = um quilômetro quadrado, quilômetros quadrados; m² = um metro quadrado, metros quadrados; "
            + "m³ = um metro cúbico, metros cúbicos; km = um quilômetro, quilômetros; m = um metro, metros; cm = um centímetro, centímetros; mm = um milímetro, milímetros; ha = um hectare, hectares; "
            + "kg = um quilo, quilos; g = um grama, gramas; mg = um miligrama, miligramas; t = f:uma tonelada, toneladas; l L = um litro, litros; ml mL = um mililitro, mililitros; "
            + "°C °_C ºC = um grau Celsius, graus Celsius; °F = um grau Fahrenheit, graus Fahrenheit; kWh = um quilowatt-hora, quilowatts-hora; kW = um quilowatt, quilowatts; W = um watt, watts; V = um volt, volts; "
            + "Hz = um hertz, hertz; MHz = um mega-hertz, mega-hertz; GHz = um giga-hertz, giga-hertz; MB = um megabyte, megabytes; GB = um gigabyte, gigabytes; TB = um terabyte, terabytes; "
            + "h = f:uma hora, horas; min = um minuto, minutos; s = um segundo, segundos"),
        Half = ("meio", "e meio"),
        Fractions = [new("um terço", "terços"), new("um quarto", "quartos"), new("um quinto", "quintos"), new("um sexto", "sextos"), new("um sétimo", "sétimos"),
            new("um oitavo", "oitavos"), new("um nono", "nonos"), new("um décimo", "décimos")],
        Abbreviations = Pairs(
            "Sr. = senhor; Sra. = senhora; Srª = senhora; Srta. = senhorita; Srs. = senhores; Dr. = doutor; Dra. = doutora; Drª = doutora; Prof. = professor; Profa. = professora; Profª = professora; "
            + "D. = dom; Exmo. = excelentíssimo; Eng. = engenheiro; p. ex. = por exemplo; etc. = et cetera; a. C. = antes de Cristo; d. C. = depois de Cristo; n.º = número; nº = número; n° = número; Nº = número; "
            + "núm. = número; pág. = página; págs. = páginas; cap. = capítulo; art. = artigo; fig. = figura; vol. = volume; aprox. = aproximadamente; máx. = máximo; mín. = mínimo; tel. = telefone; av. = avenida; "
            + "Av. = avenida; pça. = praça; R. = rua; séc. = século; obs. = observação; ref. = referência; Ltda. = limitada; Cia. = companhia; depto. = departamento; c/ = com; s/ = sem; vs. = versus; km = quilômetros"),
        SmallWords = Set("O A OS AS E É DE NÃO QUE UM UMA EM MUITO POR COM SE EU VOCÊ PARA DO DA NO NA"),
        // espeak-ng spells Portuguese letters better by itself: "E" alone is the word "and".
        SpellsAcronyms = false,
        Own =
        [
            new(@"(?<![\d\p{L}.,])(?<number>\d{1,3})(\.(?<sign>[ºª])|(?<sign>°)(?= \p{Ll}))", match => match.Groups["number"].Value + (match.Groups["sign"].Value == "ª" ? "ª" : "º")),
            new(@"(?<![\d\p{L}.,])(?<number>[12])(?= (horas|pessoas|vezes|semanas|casas|mulheres|meninas|coisas|páginas|noites)(?!\p{L}))", match => match.Value == "2" ? "duas" : "uma"),
            new(@"(?<=(?<![\p{L}])(?<name>\p{Lu}\p{Ll}{1,20}) )" + Roman.Pattern, King),
        ],
    };

    private static string Hours(int hour) => hour switch
    {
        0 => "zero hora",
        1 => "uma hora",
        2 => "duas horas",
        21 => "vinte e uma horas",
        22 => "vinte e duas horas",
        _ => $"{hour} horas",
    };

    private static string? King(Match match) => Roman.Value(match.Groups["roman"].Value) switch
    {
        0 => null,
        <= 10 and var number => Queens.Contains(match.Groups["name"].Value) ? Ordinals[number][..^1] + "a" : Ordinals[number],
        var number => $"{number}",
    };
}
