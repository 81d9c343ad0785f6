"""Lists of applications as each tool writes them: made-up jobs, written from scratch."""

LINKEDIN = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,"
    "Resume Name,Question And Answers\r\n"
    '"11/20/24, 8:15 AM",ada@example.com, +1 555 0100,Umbrella,Platform lead,'
    'https://www.linkedin.com/jobs/view/4012345678,ada.pdf,"Years of Go?: 5, Visa?: No"\r\n'
    '"1/2/26, 11:40 PM",,,"Hooli, Inc.",Engineer,'
    "https://www.linkedin.com/jobs/view/4087654321,,\r\n"
)
LINKEDIN_SAVED = (
    "Saved Date,Job Url,Job Title,Company Name\n"
    '"2/28/26, 7:05 PM",https://www.linkedin.com/jobs/view/4099999999,Staff engineer,Initech\n'
)
HUNTR = (
    "id,createdAt,title,salary,location,url,rootDomain,htmlDescription,deadline,color,lastMovedAt,"
    "boardId,boardName,listId,listName,companyId,companyName,companyDomain,creatorUserId,"
    "creatorUserFirstName,creatorUserLastName,creatorUserEmail\n"
    "61aa,2022-02-26 19:17:05,Engineer,60k,Berlin,https://jobs.example.org/12345,example.org,"
    '"<div><p>You will <b>build</b>\nthings &amp; more.</p><ul><li>Go</li><li>SQL</li></ul></div>",'
    "2022-04-01 00:00:00,#fff,2022-03-01 09:00:00,b1,Search 2022,l1,Phone screen,c1,Umbrella,"
    "umbrella.example.com,u1,Ada,Example,ada@example.com\n"
    "61ab,2022-02-20 10:00:00,Platform lead,-,-,https://hooli.example.com/jobs/7,"
    "hooli.example.com,-,-,-,2022-02-21 10:00:00,b1,Search 2022,l2,Applied,c2,Hooli,"
    "hooli.example.com,u1,Ada,Example,ada@example.com\n"
    "61ac,2023-05-01 10:00:00,Architect,-,-,-,-,-,-,-,2023-05-20 10:00:00,b2,Search 2023,l3,"
    "Rejected,c3,Initech,-,u1,Ada,Example,ada@example.com\n"
    "61ad,2023-05-02 10:00:00,Tester,-,-,-,-,-,-,-,2023-05-02 10:00:00,b2,Search 2023,l4,"
    "Wishlist,c3,Initech,-,u1,Ada,Example,ada@example.com\n"
)
SIMPLIFY = (
    "Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes\n"
    "Engineer,Umbrella,https://umbrella.example.com/jobs/55501,2026-01-05,APPLIED,2026-01-05,"
    "false,,\n"
    "Platform lead,Hooli,https://hooli.example.com/jobs/55502,2026-01-06,REJECTED,2026-01-20,"
    "true,2026-01-21,A kind letter\n"
    "Architect,Initech,https://initech.example.com/jobs/55503,2026-01-07,INTERVIEWING,2026-01-15,"
    "false,,\n"
)
JOBSYNC = (
    "index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,"
    "JobSource,Status\n"
    "1,2026-01-02T10:00:00.000Z,Yes,2026-01-05T00:00:00.000Z,Umbrella,Engineer,Full Time,Remote,"
    "Berlin,Indeed,Applied\n"
    "2,2026-01-03T10:00:00.000Z,No,N/A,Hooli,Platform lead,Unknown,N/A,N/A,N/A,Draft\n"
    "3,2026-01-04T10:00:00.000Z,Yes,2026-01-08T00:00:00.000Z,Initech,Architect,Contract,N/A,N/A,"
    "LinkedIn,Rejected\n"
)
TEAL = (
    "Job Position,Company,Max. Salary,Location,Status,Date Saved,Deadline,Date Applied,Follow up,"
    "Excitement\n"
    'Engineer,Umbrella,"$90,000",Berlin,Bookmarked,2026-01-02,,,,4\n'
    "Platform lead,Hooli,,,No Response,2026-01-02,,2026-01-05,2026-01-20,5\n"
)
SHEET = (
    "\ufeffMeine Bewerbungen;;;;;;\r\n"
    ";;;;;;\r\n"
    "Firma;Stelle;Datum;Stand;Link;Nächster Schritt;Notizen;Laune\r\n"
    "Umbrella;Köchin;25.04.2026;Absage;umbrella.example.com/jobs/1;;nett;gut\r\n"
    'Hooli;Leiterin;05.05.2026;Vorstellungsgespräch;;anrufen;"eine\r\nzweite Zeile";\r\n'
    "Initech;Beraterin;;beworben;auf der Messe;;;\r\n"
)
ALL = {
    "linkedin-applications": LINKEDIN,
    "linkedin-saved": LINKEDIN_SAVED,
    "huntr": HUNTR,
    "simplify": SIMPLIFY,
    "jobsync": JOBSYNC,
    "teal": TEAL,
    "applications-sheet": SHEET,
}
