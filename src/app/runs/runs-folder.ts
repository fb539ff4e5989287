/** Where records of runs are kept, below the folder that a command is started in. */
export const runsFolder = '.orgsecrets/runs';
