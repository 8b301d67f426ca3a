"""Given names that have another form: of another language, or a short one.

A line holds what one person may be called: before the bar the forms of languages
whose papers people of Kazakhstan bear, after it what relatives and friends say.
Andreas in a German passport is Андрей in a Soviet one; a mother asks for Саша.
A form on two lines may mean either. Forms that spell the same sounds otherwise
need no line.

Sources: Petrovsky, "Dictionary of Russian personal names" (short and colloquial
forms); section 94 of the German law on expellees, by which names are brought to
their German form, and the pairs that registrars use; Zhanuzakov, "Esimder
syry", for names of Arabic origin that Kazakh, Uzbek, Uyghur and Tatar each
write in their own way.
"""

from collections import defaultdict

from .sounds import skeleton
from .tokens import fold

LANGUAGE, SHORT = 0.04, 0.3  # letters: as a letter of another alphabet; a guess among several

NAMES = """
Александр Alexander Олександр Aleksander | Саша Шура Саня Алекс Сашка Alex Sascha
Александра Alexandra Олександра | Саша Шура Саня
Алексей Олексій Alexius | Алёша Лёша Лёха
Анатолий Анатолій | Толя Толик
Анастасия Anastasia | Настасья Настя Ася
Анна Ганна Anne Hanna | Аня Анюта Нюра
Андрей Andreas Andrew Андрій Andrzej André Андреас | Андрюша
Антон Anton Антоний Антін | Антоша Тоша
Афанасий Athanasius | Панас
Борис Борыс | Боря
Вадим | Вадик
Валентин Valentin | Валя
Валентина Valentina | Валя
Валерий Валерій | Валера
Валерия Valeria | Лера
Варвара Barbara | Варя
Василий Basil Василь | Вася
Вениамин Benjamin Беньямин | Веня
Вера Vera | Верочка
Виктор Victor Віктор | Витя
Виктория Victoria | Вика
Вильгельм Wilhelm William | Вилли
Виталий Віталій | Виталик
Владимир Waldemar Woldemar Володимир Władysław | Вова Володя Вовчик
Владислав Władysław | Влад Владик
Всеволод | Сева
Вячеслав В'ячеслав | Слава
Галина Halina | Галя
Геннадий Геннадій | Гена
Генрих Heinrich Henryk Henry | Гена
Георгий Georg George Jerzy Гиорги | Егор Юрий Егорий Гоша Жора
Григорий Gregor Grzegorz Gregory Григорій | Гриша
Давид David
Даниил Daniel Danił | Данила Данил Даня
Дарья Daria Dorothea | Даша
Денис Denis Dionysius | Дениска
Дмитрий Demetrius Dmitri Димитрий Дмитро | Дима Митя Димон
Евгений Eugen Eugene Eugeniusz Євген | Женя Жека
Евгения Eugenia Eugenie | Женя
Екатерина Katharina Catherine Katarzyna Катаржина Катрин | Катерина Катя Katja Kate Катюша
Елена Helena Helene Helen Ellen | Олена Алена Алёна Лена Lena
Елизавета Elisabeth Elizabeth Elżbieta | Лиза Lisa
Ефим Joachim Euphemius | Юхим Фима
Иван Johann Johannes John Jan Ян Ivan Hans Іван Иоганн Иоганнес | Ваня Ванечка
Игнат Ignatius Ignatz | Игнатий
Игорь Igor Ігор
Илья Elias Ілля Elijah | Илюша
Ирина Irene Ірина Irena Iryna | Ира Ириша
Иосиф Josef Joseph Józef Осип | Ося
Карл Karl Charles Carl
Кирилл Cyrill Cyril
Константин Konstantin Constantine Костянтин | Костя
Кристина Christina Christine Крістіна
Ксения Xenia | Оксана Аксинья Ксюша
Лариса Larissa | Лара
Лев Leo Leon | Левко Леон Лёва
Леонид Leonid Леонід | Лёня
Лидия Lydia | Лида
Людмила Ludmilla | Люда Люся Мила
Любовь Liubov Lubow | Люба
Максим Maxim Maximus | Макс Max
Маргарита Margarete Margaret Margarethe Margareta Małgorzata | Рита Rita Grete
Мария Maria Marie Mary Мариам Мәриям Марьям | Марья Маша Маруся Mascha
Марина Marina | Маринка
Мартин Martin Мартын Marcin
Матвей Matthias Matthäus Matthew Mateusz Маттиас Матиас
Михаил Michael Michał Михайло Mikhail | Миша Mischa
Надежда Nadeschda Nadzieja | Надя Nadja
Наталья Natalie Natalia Наталия | Наташа Natascha
Никита Nikita | Ник
Николай Nikolaus Nicholas Nikolas Mikołaj Микола Klaus | Коля Никола
Оксана Oksana | Ксюша
Олег Oleg | Олежка
Ольга Helga Olha | Оля Olja
Павел Paul Paweł Павло | Паша
Пётр Peter Piotr Петро | Петя
Полина Paulina Pauline | Аполлинария Поля
Роман Roman | Рома
Раиса Raissa | Рая
Роберт Robert | Роб
Светлана Swetlana Світлана | Света
Семён Simon Simeon Szymon Симон | Сёма
Сергей Sergius Сергій Serge Serhiy | Серёжа Сергуня Серёга
София Sophie Sophia Zofia Софья | Соня
Станислав Stanislaus Stanisław | Стас
Степан Stefan Stephan Stephen Steven Szczepan Стефан | Стёпа
Тамара Tamara | Тома
Татьяна Tatiana Tetiana | Таня Tanja
Тимофей Timotheus Timothy | Тима
Фёдор Theodor Theodore Теодор Федір | Федя
Фома Thomas Tomasz
Филипп Philipp Philip Filip Пилип
Фридрих Friedrich Frederick Fryderyk | Фриц Fritz
Эдуард Eduard Edward | Эдик
Эмма Emma
Юлия Julia Julie Юлія | Юля
Юрий Юрій | Georg George Jerzy Юра
Яков Jakob Jacob James Jakub Якоб | Яша
Авраам Abraham Абрам Abram
Фатима Бәтима Батима Патима Фотима
Зухра Зүһра Зура Зухро
Гульнара Гүлнар Гульнар Гулнора
Ыбырай Ибрай Ибрагим Ибраһим Ибрахим Иброхим Абрахам
Ысмайыл Исмаил Смағұл Исмоил Исмагил
Ысқақ Исхак Искак Исхок Исаак
Жүніс Юнус Юныс
Жүсіп Юсуф Юсуп Юсиф Юсуб
Жақып Якуб Якуп Ёкуб
Дәуіт Даут Дауд Давуд Давид
Ескендір Искандер Искандар Искендер
Зылиха Зулейха Зүлейха
Бәтима Патима Фатима Фотима
Дінмұхамед Динмухаммед | Димаш
Нұрсұлтан | Нұрик Нурик
Айгүл | Айгуля
Гүлнар Гульнар | Гульнара Гуля
Гүлжан | Гуля
"""


def _families():
    """{sounds of a form: {sounds of another: letters}}, both ways."""
    others = defaultdict(dict)
    for line in NAMES.strip().splitlines():
        full, _, short = line.partition("|")
        full, short = (
            list(dict.fromkeys(fold(name.lower()).sounds for name in part.split()))
            for part in (full, short)
        )
        for cost, ones, theirs in ((LANGUAGE, full, full), (SHORT, full, short)):
            for one in ones:
                for other in theirs:
                    if skeleton(one) != skeleton(other):
                        others[one][other] = min(cost, others[one].get(other, cost))
                        others[other][one] = others[one][other]
    return dict(others)


_OTHERS = _families()


def forms(sounds):
    """{sounds: letters} of the other forms of a given name."""
    return _OTHERS.get(sounds, {})
